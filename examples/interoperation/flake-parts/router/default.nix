# A machine that is written by hand, and has the estate's base.
{ inputs, ... }:
{
  flake = {
    nixosConfigurations.router = inputs.nixpkgs.lib.nixosSystem {
      modules = [
        inputs.self.nixosModules.base
        ./configuration.nix
      ];
    };
    checks.x86_64-linux.router = inputs.self.nixosConfigurations.router.config.system.build.toplevel;
  };
}
