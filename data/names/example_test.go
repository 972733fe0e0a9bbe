package names_test

import (
	"fmt"

	"github.com/shimai/shimai/data/names"
)

func Example() {
	for _, name := range []string{"Ōbama", "おばま", "オバマ", "Обама", "小浜"} {
		fmt.Printf("%s: %q %q\n", name, names.Fold(name), names.Latin(name))
	}
	// Output:
	// Ōbama: "obama" "obama"
	// おばま: "おばま" "obama"
	// オバマ: "おばま" "obama"
	// Обама: "обама" "obama"
	// 小浜: "小浜" ""
}

func ExampleSound() {
	fmt.Println(names.Sound(names.Latin("Hamilton")), names.Sound(names.Latin("ハミルトン")))
	// Output: hamirton hamiruton
}

func ExampleTrimJapanese() {
	base, kind := names.TrimJapanese("Shintoku-chō")
	fmt.Println(base, kind)
	// Output: Shintoku cho
}
