# The systems of flake.nix as a flake-parts module, for a flake that exists already.
# That flake needs the inputs home-manager, nixpkgs.
# Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  flake = {
    nixosConfigurations.attic = inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/attic ];
    };
    nixosModules.base = ./modules/base;
    homeModules.ada = ./homes/ada;
    checks.x86_64-linux.attic = inputs.self.nixosConfigurations.attic.config.system.build.toplevel;
  };
}
