module estate

go 1.25

require (
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cosmo-nix/cosmo-nix-go/cosmonix v0.0.0
)
