# The systems of flake.nix as a flake-parts module, for a flake that exists already.
# That flake needs the inputs home-manager, nixpkgs.
# Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  flake = {
    nixosConfigurations.server = inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/server ];
    };
    nixosModules.base = ./modules/base;
    homeModules.ada = ./homes/ada;
    checks.x86_64-linux.server = inputs.self.nixosConfigurations.server.config.system.build.toplevel;
  };
}
