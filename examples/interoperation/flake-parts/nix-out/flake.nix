# Written by cosmo: change the estate, not this file.
{
  description = "A part of a flake";

  inputs = {
    home-manager = {
      url = "github:nix-community/home-manager/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  };

  outputs = inputs: {
    nixosConfigurations.server = inputs.nixpkgs.lib.nixosSystem {
      specialArgs = { inherit inputs; };
      modules = [ ./hosts/server ];
    };
    nixosModules.base = ./modules/base;
    homeModules.ada = ./homes/ada;
    checks.x86_64-linux.server = inputs.self.nixosConfigurations.server.config.system.build.toplevel;
    formatter.x86_64-linux = inputs.nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
  };
}
