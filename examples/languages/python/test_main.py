"""What must never get lost in the estate; `python3 -m unittest` runs it."""

import unittest

from cosmo_nix import Capture, Match, NixModule, Severity, Template, Testing

from main import estate


class EstateTest(unittest.TestCase):
    def setUp(self) -> None:
        self.app = Testing.app(release="25.11")
        self.server = estate(self.app)

    def test_jellyfin_is_behind_the_proxy(self) -> None:
        template = Template.of(self.server)
        address = Capture(Match.string_like("http://*:8096"))
        template.has_option(
            "services.nginx.virtualHosts.*",
            Match.object_like({"locations": {"/": {"proxyPass": address}}, "forceSSL": Match.absent()}),
        )
        template.has_option("containers.jellyfin.privateNetwork", True)
        self.assertTrue(address.as_string().startswith("http://10."))

    def test_only_keys_let_in(self) -> None:
        template = Template.of(self.server)
        template.has_option("services.openssh.settings", {"PasswordAuthentication": False})
        template.has_option(
            "users.users.ada.openssh.authorizedKeys.keys", Match.array_with([Match.string_like("ssh-ed25519 *")])
        )
        template.lacks_option("services.postgresql")
        template.has_count("NixosContainer", 1)

    def test_forwarding_stays(self) -> None:
        Template.of(self.server).has_option(
            "boot.kernel.sysctl", {"net.ipv4.ip_forward": True, "vm.swappiness": 10}
        )

    def test_a_second_opinion_on_ssh_is_found(self) -> None:
        Testing.expect_no_diagnostics(self.app, "OPTION_CONFLICT")
        NixModule(self.server, "no-ssh", options={"services": {"openssh": {"enable": False}}})
        found = Testing.expect_diagnostic(
            self.app, "OPTION_CONFLICT", path="server/no-ssh", message=Match.string_like("*openssh*")
        )
        self.assertEqual(found.severity, Severity.ERROR)

    def test_what_is_written(self) -> None:
        files = Testing.synth(self.app)
        self.assertIn("hosts/server/jellyfin/default.nix", files)
        self.assertIn("services.jellyfin.enable = true;", files["hosts/server/jellyfin/jellyfin.nix"])


if __name__ == "__main__":
    unittest.main()
