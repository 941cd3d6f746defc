// Marks the module's root. Each Istio version has its own module file in the folder of its name; `build` chooses it by -modfile.
module cdk8s-speedscale.dev/oracle

go 1.26.0
