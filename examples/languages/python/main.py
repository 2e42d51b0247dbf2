"""One small estate, here in Python; typescript/, java/ and go/ beside it say the same."""

from cosmo_nix import (
    App,
    ContainerBindMount,
    ContainerNetwork,
    FileSystemProps,
    HomeManagerProfile,
    Host,
    Nix,
    NixModule,
    NixosContainer,
    SecretFile,
    ZfsApply,
    ZfsLayout,
    ZfsPool,
    ZfsSnapshots,
    ZfsVdev,
)


def estate(app: App) -> Host:
    """Describe it; gives the server."""
    server = Host(
        app,
        "server",
        state_version="25.11",
        host_id="5f0c2a91",
        file_systems={"/": FileSystemProps(device="/dev/disk/by-label/nixos", fs_type="ext4")},
    )

    ada = server.add_user(
        "ada",
        admin=True,
        authorized_keys=[
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop"
        ],
        hashed_password_file=SecretFile.at("/etc/secrets/ada"),
    )
    home = HomeManagerProfile(
        app,
        "common",
        state_version="25.11",
        packages=["ripgrep", "fd"],
        programs={"git": {"settings": {"user": {"email": "ada@example.com", "name": "Ada"}}}},
    )
    home.attach_to(ada)

    tank = ZfsPool(
        server,
        "tank",
        layout=ZfsLayout(
            data=[
                ZfsVdev.mirror(
                    [
                        "/dev/disk/by-id/ata-ST16000NM001G_ZL2A0001",
                        "/dev/disk/by-id/ata-ST16000NM001G_ZL2A0002",
                    ]
                )
            ]
        ),
        apply=ZfsApply.PROPERTIES,
        snapshots=ZfsSnapshots(daily=14, monthly=6),
    )
    media = tank.add_dataset("media", mount_point="/srv/media", recordsize="1M")

    ContainerNetwork(server, "container-network", external_interface="enp1s0")
    jellyfin = NixosContainer(
        server,
        "jellyfin",
        bind_mounts=[ContainerBindMount(mount_point="/media", host_path=media)],
        memory_mib=4096,
    )
    NixModule(jellyfin.inside, "jellyfin", options={"services": {"jellyfin": {"enable": True}}})

    NixModule(
        server,
        "proxy",
        options={
            "boot": {"kernel": {"sysctl": {"net.ipv4.ip_forward": True, "vm.swappiness": 10}}},
            "environment": {"systemPackages": Nix.pkgs("htop", "tmux")},
            "services": {
                "nginx": {
                    "enable": True,
                    "package": Nix.mk_default(Nix.pkg("nginxMainline")),
                    "virtualHosts": {
                        "jellyfin.home.arpa": {
                            "locations": {"/": {"proxyPass": jellyfin.endpoint(8096).url("http")}}
                        }
                    },
                }
            },
        },
    )
    return server


if __name__ == "__main__":
    app = App(description="The same estate in four languages", release="25.11")
    estate(app)
    app.synth()
