package matcher

import "github.com/shimai/shimai/data"

// Forget drops the views that are kept, so that the next are found anew.
func (e *Engine) Forget() { e.views = &views{} }

// ViewsKept counts the views that are kept.
func (e *Engine) ViewsKept() int { return len(e.views.all) }

// FillViews keeps as many views as there is room for.
func (e *Engine) FillViews() {
	for i := range viewsKept - len(e.views.all) {
		e.views.put(data.Unit(-1-i), 0, Standing{})
	}
}
