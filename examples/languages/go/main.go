// One small estate, here in Go; typescript/, python/ and java/ beside it say the same.
package main

import (
	"github.com/aws/jsii-runtime-go"
	cosmo "github.com/cosmo-nix/cosmo-nix-go/cosmonix"
)

// Nested option definitions.
type options = map[string]interface{}

// Describe it; gives the server.
func estate(app cosmo.App) cosmo.Host {
	server := cosmo.NewHost(app, jsii.String("server"), &cosmo.HostProps{
		StateVersion: jsii.String("25.11"),
		HostId:       jsii.String("5f0c2a91"),
		FileSystems: &map[string]*cosmo.FileSystemProps{
			"/": {Device: jsii.String("/dev/disk/by-label/nixos"), FsType: jsii.String("ext4")},
		},
	})

	ada := server.AddUser(jsii.String("ada"), &cosmo.UserProps{
		Admin: jsii.Bool(true),
		AuthorizedKeys: jsii.Strings(
			"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop",
		),
		HashedPasswordFile: cosmo.SecretFile_At(jsii.String("/etc/secrets/ada"), ""),
	})
	home := cosmo.NewHomeManagerProfile(app, jsii.String("common"), &cosmo.HomeManagerProfileProps{
		StateVersion: jsii.String("25.11"),
		Packages:     &[]interface{}{"ripgrep", "fd"},
		Programs: &map[string]interface{}{
			"git": options{"settings": options{"user": options{"name": "Ada", "email": "ada@example.com"}}},
		},
	})
	home.AttachTo(ada, nil)

	tank := cosmo.NewZfsPool(server, jsii.String("tank"), &cosmo.ZfsPoolProps{
		Layout: &cosmo.ZfsLayout{
			Data: &[]cosmo.ZfsVdev{
				cosmo.ZfsVdev_Mirror(&[]interface{}{
					"/dev/disk/by-id/ata-ST16000NM001G_ZL2A0001",
					"/dev/disk/by-id/ata-ST16000NM001G_ZL2A0002",
				}),
			},
		},
		Apply:     cosmo.ZfsApply_PROPERTIES,
		Snapshots: &cosmo.ZfsSnapshots{Daily: jsii.Number(14), Monthly: jsii.Number(6)},
	})
	media := tank.AddDataset(jsii.String("media"), &cosmo.ZfsDatasetProps{
		MountPoint: jsii.String("/srv/media"),
		Recordsize: jsii.String("1M"),
	})

	cosmo.NewContainerNetwork(server, jsii.String("container-network"), &cosmo.ContainerNetworkProps{
		ExternalInterface: jsii.String("enp1s0"),
	})
	jellyfin := cosmo.NewNixosContainer(server, jsii.String("jellyfin"), &cosmo.NixosContainerProps{
		BindMounts: &[]*cosmo.ContainerBindMount{{MountPoint: jsii.String("/media"), HostPath: media}},
		MemoryMib:  jsii.Number(4096),
	})
	cosmo.NewNixModule(jellyfin.Inside(), jsii.String("jellyfin"), &cosmo.NixModuleProps{
		Options: &map[string]interface{}{"services": options{"jellyfin": options{"enable": true}}},
	})

	cosmo.NewNixModule(server, jsii.String("proxy"), &cosmo.NixModuleProps{
		Options: &map[string]interface{}{
			"environment": options{"systemPackages": cosmo.Nix_Pkgs(jsii.String("htop"), jsii.String("tmux"))},
			"services": options{
				"nginx": options{
					"enable":  true,
					"package": cosmo.Nix_MkDefault(cosmo.Nix_Pkg(jsii.String("nginxMainline"))),
					"virtualHosts": options{
						"jellyfin.home.arpa": options{
							"locations": options{
								"/": options{
									"proxyPass": jellyfin.Endpoint(jsii.Number(8096), cosmo.Protocol_TCP).Url(jsii.String("http"), nil),
								},
							},
						},
					},
				},
			},
			"boot": options{
				"kernel": options{"sysctl": options{"vm.swappiness": 10, "net.ipv4.ip_forward": true}},
			},
		},
	})

	return server
}

func main() {
	defer jsii.Close()

	app := cosmo.NewApp(&cosmo.AppProps{
		Description: jsii.String("The same estate in four languages"),
		Release:     jsii.String("25.11"),
	})
	estate(app)
	app.Synth()
}
