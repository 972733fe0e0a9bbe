package names

import "testing"

func BenchmarkFold(b *testing.B) {
	for _, name := range []string{"newcastle upon tyne", "Newcastle upon Tyne", "São José dos Campos", "ニューカッスル", "Санкт-Петербург"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(name)
			}
		})
	}
}

func BenchmarkLatin(b *testing.B) {
	for _, name := range []string{"Newcastle upon Tyne", "ニューカッスル", "서울특별시"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Latin(name)
			}
		})
	}
}

func BenchmarkSound(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Sound("newcastleupontyne")
	}
}
