package cli

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newMan(*env) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:     "man",
		Short:   "Write manual pages for all commands",
		Example: "  shimai man --dir man1",
		Args:    nothing,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runMan(cmd.Root(), dir) },
	}
	cmd.Flags().StringVar(&dir, "dir", "", "write the pages into `DIR` (needed)")
	return cmd
}

func runMan(root *cobra.Command, dir string) error {
	if dir == "" {
		return answer.Usagef("`shimai man` needs --dir DIR, such as man1")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write manual pages: %w", err)
	}
	// A fixed date keeps the pages the same from run to run; the zero time
	// would be replaced by today's.
	date := time.Unix(0, 0).UTC()
	header := &doc.GenManHeader{Title: "SHIMAI", Section: "1", Source: "shimai " + programVersion(), Date: &date}
	root.DisableAutoGenTag = true
	if err := doc.GenManTree(root, header, dir); err != nil {
		return fmt.Errorf("write manual pages: %w", err)
	}
	return nil
}
