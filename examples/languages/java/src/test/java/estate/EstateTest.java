package estate;

import io.github.cosmonix.App;
import io.github.cosmonix.Capture;
import io.github.cosmonix.ExpectedDiagnostic;
import io.github.cosmonix.Host;
import io.github.cosmonix.Match;
import io.github.cosmonix.NixModule;
import io.github.cosmonix.Severity;
import io.github.cosmonix.Template;
import io.github.cosmonix.TestAppProps;
import io.github.cosmonix.Testing;
import java.util.List;
import java.util.Map;

/**
 * What must never get lost in the estate. It is a program, to need nothing else; with JUnit, the methods are tests as
 * they are.
 */
public final class EstateTest {
  private final App app = Testing.app(TestAppProps.builder().release("25.11").build());
  private final Host server = Main.estate(this.app);

  void jellyfinIsBehindTheProxy() {
    final var template = Template.of(this.server);
    final var address = new Capture(Match.stringLike("http://*:8096"));
    template.hasOption(
        "services.nginx.virtualHosts.*",
        Match.objectLike(
            Map.of(
                "locations", Map.of("/", Map.of("proxyPass", address)),
                "forceSSL", Match.absent())));
    template.hasOption("containers.jellyfin.privateNetwork", true);
    check(address.asString().startsWith("http://10."), address.asString());
  }

  void onlyKeysLetIn() {
    final var template = Template.of(this.server);
    template.hasOption("services.openssh.settings", Map.of("PasswordAuthentication", false));
    template.hasOption(
        "users.users.ada.openssh.authorizedKeys.keys",
        Match.arrayWith(List.of(Match.stringLike("ssh-ed25519 *"))));
    template.lacksOption("services.postgresql");
    template.hasCount("NixosContainer", 1);
  }

  void forwardingStays() {
    Template.of(this.server)
        .hasOption("boot.kernel.sysctl", Map.of("net.ipv4.ip_forward", true, "vm.swappiness", 10));
  }

  void secondOpinionOnSshIsFound() {
    Testing.expectNoDiagnostics(this.app, "OPTION_CONFLICT");
    NixModule.Builder.create(this.server, "no-ssh")
        .options(Map.of("services", Map.of("openssh", Map.of("enable", false))))
        .build();
    final var found =
        Testing.expectDiagnostic(
            this.app,
            "OPTION_CONFLICT",
            ExpectedDiagnostic.builder()
                .path("server/no-ssh")
                .message(Match.stringLike("*openssh*"))
                .build());
    check(found.getSeverity() == Severity.ERROR, found.getSeverity());
  }

  void whatIsWritten() {
    final var text = Testing.synth(this.app).get("hosts/server/jellyfin/jellyfin.nix");
    check(text != null && text.contains("services.jellyfin.enable = true;"), text);
  }

  private static void check(final boolean holds, final Object found) {
    if (!holds) throw new AssertionError(found);
  }

  public static void main(final String[] args) {
    new EstateTest().jellyfinIsBehindTheProxy();
    new EstateTest().onlyKeysLetIn();
    new EstateTest().forwardingStays();
    new EstateTest().secondOpinionOnSshIsFound();
    new EstateTest().whatIsWritten();
    System.out.println("5 tests passed");
  }
}
