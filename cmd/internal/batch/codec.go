package batch

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

var errBlock = errors.New("block cannot be read")

// Lists is the codec of rankings, about nine bytes a candidate.
func Lists() Codec[[]matcher.Scored] {
	return Codec[[]matcher.Scored]{Encode: appendList, Decode: readList}
}

func appendList(dst []byte, list []matcher.Scored) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(list)))
	for _, c := range list {
		for _, v := range [...]int32{int32(c.Unit), int32(c.Fit), int32(c.Openness), int32(c.Order)} {
			dst = binary.AppendVarint(dst, int64(v))
		}
	}
	return dst
}

func readList(src []byte) ([]matcher.Scored, []byte, error) {
	n, width := binary.Uvarint(src)
	// A candidate takes four bytes at least.
	if width <= 0 || n > uint64(len(src)-width)/4 {
		return nil, nil, fmt.Errorf("%w: length of a list", errBlock)
	}
	src = src[width:]
	list := make([]matcher.Scored, n)
	for i := range list {
		var v [4]int32
		for k := range v {
			x, width := binary.Varint(src)
			if width <= 0 || int64(int32(x)) != x {
				return nil, nil, fmt.Errorf("%w: candidate %d", errBlock, i)
			}
			v[k], src = int32(x), src[width:]
		}
		list[i] = matcher.Scored{Unit: data.Unit(v[0]), Fit: matcher.Points(v[1]), Openness: matcher.Points(v[2]), Order: matcher.Points(v[3])}
	}
	return list, src, nil
}
