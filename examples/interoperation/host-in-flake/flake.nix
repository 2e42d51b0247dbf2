{
  description = "A flake by hand, with a machine that Cosmo writes";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager = {
      url = "github:nix-community/home-manager/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };

  outputs =
    { nixpkgs, home-manager, ... }@inputs:
    {
      nixosConfigurations = {
        # The whole machine is the folder of the output; what is by hand stands beside it.
        attic = nixpkgs.lib.nixosSystem {
          specialArgs = { inherit inputs; };
          modules = [
            ./nix-out/hosts/attic
            ./printer.nix
          ];
        };
        # By hand, with parts of the estate.
        router = nixpkgs.lib.nixosSystem {
          modules = [
            ./nix-out/modules/base
            home-manager.nixosModules.home-manager
            { home-manager.users.ada = ./nix-out/homes/ada; }
            ./router/configuration.nix
          ];
        };
      };
    };
}
