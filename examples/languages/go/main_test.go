// What must never get lost in the estate; `go test` runs it.
package main

import (
	"os"
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
	cosmo "github.com/cosmo-nix/cosmo-nix-go/cosmonix"
)

func TestMain(m *testing.M) {
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}

// An estate of its own for each test.
func testEstate() (cosmo.App, cosmo.Host) {
	app := cosmo.Testing_App(&cosmo.TestAppProps{Release: jsii.String("25.11")})
	return app, estate(app)
}

func TestJellyfinIsBehindTheProxy(t *testing.T) {
	_, server := testEstate()
	template := cosmo.Template_Of(server)
	address := cosmo.NewCapture(cosmo.Match_StringLike(jsii.String("http://*:8096")))
	template.HasOption(jsii.String("services.nginx.virtualHosts.*"), cosmo.Match_ObjectLike(&options{
		"locations": options{"/": options{"proxyPass": address}},
		"forceSSL":  cosmo.Match_Absent(),
	}))
	template.HasOption(jsii.String("containers.jellyfin.privateNetwork"), true)
	if got := *address.AsString(); !strings.HasPrefix(got, "http://10.") {
		t.Errorf("the proxy passes on to %s", got)
	}
}

func TestOnlyKeysLetIn(t *testing.T) {
	_, server := testEstate()
	template := cosmo.Template_Of(server)
	template.HasOption(jsii.String("services.openssh.settings"), options{"PasswordAuthentication": false})
	template.HasOption(
		jsii.String("users.users.ada.openssh.authorizedKeys.keys"),
		cosmo.Match_ArrayWith(&[]interface{}{cosmo.Match_StringLike(jsii.String("ssh-ed25519 *"))}),
	)
	template.LacksOption(jsii.String("services.postgresql"))
	template.HasCount("NixosContainer", jsii.Number(1))
}

func TestForwardingStays(t *testing.T) {
	_, server := testEstate()
	cosmo.Template_Of(server).HasOption(
		jsii.String("boot.kernel.sysctl"),
		options{"net.ipv4.ip_forward": true, "vm.swappiness": 10},
	)
}

func TestASecondOpinionOnSshIsFound(t *testing.T) {
	app, server := testEstate()
	cosmo.Testing_ExpectNoDiagnostics(app, jsii.String("OPTION_CONFLICT"))
	cosmo.NewNixModule(server, jsii.String("no-ssh"), &cosmo.NixModuleProps{
		Options: &options{"services": options{"openssh": options{"enable": false}}},
	})
	found := cosmo.Testing_ExpectDiagnostic(app, jsii.String("OPTION_CONFLICT"), &cosmo.ExpectedDiagnostic{
		Path:    "server/no-ssh",
		Message: cosmo.Match_StringLike(jsii.String("*openssh*")),
	})
	if found.Severity != cosmo.Severity_ERROR {
		t.Errorf("it is %v", found.Severity)
	}
}

func TestWhatIsWritten(t *testing.T) {
	app, _ := testEstate()
	files := *cosmo.Testing_Synth(app, nil)
	text, ok := files["hosts/server/jellyfin/jellyfin.nix"]
	if !ok || !strings.Contains(*text, "services.jellyfin.enable = true;") {
		t.Errorf("the service is not written: %v", text)
	}
}
