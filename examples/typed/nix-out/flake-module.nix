# The systems of flake.nix as a flake-parts module, for a flake that exists already.
# That flake needs the inputs home-manager, nix-darwin, nixpkgs.
# Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  flake = {
    nixosConfigurations.gateway = inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/gateway ];
    };
    darwinConfigurations.macbook = inputs.nix-darwin.lib.darwinSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/macbook ];
    };
    homeModules.ada = ./homes/ada;
    checks = {
      x86_64-linux.gateway = inputs.self.nixosConfigurations.gateway.config.system.build.toplevel;
      aarch64-darwin.macbook = inputs.self.darwinConfigurations.macbook.system;
    };
  };
}
