# Written by cosmo: change the estate, not this file.
{
  description = "Machines for a flake that is written by hand";

  inputs = {
    home-manager = {
      url = "github:nix-community/home-manager/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  };

  outputs = inputs: {
    nixosConfigurations.attic = inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/attic ];
    };
    nixosModules.base = ./modules/base;
    homeModules.ada = ./homes/ada;
    checks.x86_64-linux.attic = inputs.self.nixosConfigurations.attic.config.system.build.toplevel;
    formatter.x86_64-linux = inputs.nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
  };
}
