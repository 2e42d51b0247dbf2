# Written by cosmo: change the estate, not this file.
{
  description = "A homelab, described as code";

  inputs = {
    home-manager = {
      url = "github:nix-community/home-manager/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nix-darwin = {
      url = "github:nix-darwin/nix-darwin/nix-darwin-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
  };

  outputs = inputs: {
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
    formatter = {
      aarch64-darwin = inputs.nixpkgs.legacyPackages.aarch64-darwin.nixfmt-tree;
      x86_64-linux = inputs.nixpkgs.legacyPackages.x86_64-linux.nixfmt-tree;
    };
  };
}
