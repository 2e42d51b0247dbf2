package estate;

import io.github.cosmonix.App;
import io.github.cosmonix.AppProps;
import io.github.cosmonix.ContainerBindMount;
import io.github.cosmonix.ContainerNetwork;
import io.github.cosmonix.FileSystemProps;
import io.github.cosmonix.HomeManagerProfile;
import io.github.cosmonix.Host;
import io.github.cosmonix.Nix;
import io.github.cosmonix.NixModule;
import io.github.cosmonix.NixosContainer;
import io.github.cosmonix.SecretFile;
import io.github.cosmonix.UserProps;
import io.github.cosmonix.ZfsApply;
import io.github.cosmonix.ZfsDatasetProps;
import io.github.cosmonix.ZfsLayout;
import io.github.cosmonix.ZfsPool;
import io.github.cosmonix.ZfsSnapshots;
import io.github.cosmonix.ZfsVdev;
import java.util.List;
import java.util.Map;

/** One small estate, here in Java; typescript/, python/ and go/ beside it say the same. */
public final class Main {
  private Main() {}

  /** Describe it; gives the server. */
  static Host estate(final App app) {
    final var server =
        Host.Builder.create(app, "server")
            .stateVersion("25.11")
            .hostId("5f0c2a91")
            .fileSystems(
                Map.of(
                    "/",
                    FileSystemProps.builder()
                        .device("/dev/disk/by-label/nixos")
                        .fsType("ext4")
                        .build()))
            .build();

    final var ada =
        server.addUser(
            "ada",
            UserProps.builder()
                .admin(true)
                .authorizedKeys(
                    List.of(
                        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop"))
                .hashedPasswordFile(SecretFile.at("/etc/secrets/ada"))
                .build());
    final var home =
        HomeManagerProfile.Builder.create(app, "common")
            .stateVersion("25.11")
            .packages(List.of("ripgrep", "fd"))
            .programs(
                Map.of(
                    "git",
                    Map.of(
                        "settings",
                        Map.of("user", Map.of("name", "Ada", "email", "ada@example.com")))))
            .build();
    home.attachTo(ada);

    final var tank =
        ZfsPool.Builder.create(server, "tank")
            .layout(
                ZfsLayout.builder()
                    .data(
                        List.of(
                            ZfsVdev.mirror(
                                List.of(
                                    "/dev/disk/by-id/ata-ST16000NM001G_ZL2A0001",
                                    "/dev/disk/by-id/ata-ST16000NM001G_ZL2A0002"))))
                    .build())
            .apply(ZfsApply.PROPERTIES)
            .snapshots(ZfsSnapshots.builder().daily(14).monthly(6).build())
            .build();
    final var media =
        tank.addDataset(
            "media", ZfsDatasetProps.builder().mountPoint("/srv/media").recordsize("1M").build());

    ContainerNetwork.Builder.create(server, "container-network").externalInterface("enp1s0").build();
    final var jellyfin =
        NixosContainer.Builder.create(server, "jellyfin")
            .bindMounts(
                List.of(ContainerBindMount.builder().mountPoint("/media").hostPath(media).build()))
            .memoryMib(4096)
            .build();
    NixModule.Builder.create(jellyfin.getInside(), "jellyfin")
        .options(Map.of("services", Map.of("jellyfin", Map.of("enable", true))))
        .build();

    final var proxy = Map.of("proxyPass", jellyfin.endpoint(8096).url("http"));
    NixModule.Builder.create(server, "proxy")
        .options(
            Map.of(
                "environment", Map.of("systemPackages", Nix.pkgs("htop", "tmux")),
                "services",
                    Map.of(
                        "nginx",
                        Map.of(
                            "enable", true,
                            "package", Nix.mkDefault(Nix.pkg("nginxMainline")),
                            "virtualHosts",
                                Map.of("jellyfin.home.arpa", Map.of("locations", Map.of("/", proxy))))),
                "boot",
                    Map.of(
                        "kernel",
                        Map.of("sysctl", Map.of("vm.swappiness", 10, "net.ipv4.ip_forward", true)))))
        .build();

    return server;
  }

  public static void main(final String[] args) {
    final var app =
        new App(
            AppProps.builder()
                .description("The same estate in four languages")
                .release("25.11")
                .build());
    estate(app);
    app.synth();
  }
}
