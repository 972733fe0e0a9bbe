// Command shimai finds foreign partner cities for a municipality and says why.
package main

import (
	"os"

	"github.com/shimai/shimai/cmd/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
