# The systems of flake.nix as a flake-parts module, for a flake that exists already.
# That flake needs the inputs nixpkgs, old.
# Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  flake = {
    nixosConfigurations = {
      router = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./hosts/router ];
      };
      attic = inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ./hosts/attic ];
      };
      cellar = inputs.old.nixosConfigurations.cellar;
    };
    checks.x86_64-linux = {
      router = inputs.self.nixosConfigurations.router.config.system.build.toplevel;
      attic = inputs.self.nixosConfigurations.attic.config.system.build.toplevel;
    };
  };
}
