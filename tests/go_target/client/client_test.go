package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/acme/internal/acmeerrors"
)

// ask is what Get makes of an answer with this status and body.
func ask(status int, body string) ([]byte, bool, error) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	defer server.Close()
	return Get(server.Client(), server.URL)
}

func TestAnswers(t *testing.T) {
	if item, ok, err := ask(200, "an item"); string(item) != "an item" || !ok || err != nil {
		t.Error(string(item), ok, err)
	}
	item, ok, err := ask(404, `{"error": {"code": "ItemNotFound"}}`)
	if item != nil || ok || err != nil {
		t.Error(string(item), ok, err)
	}
}

func TestAnErrorIsFoundInAChain(t *testing.T) {
	_, _, err := ask(429, `{"error": {"code": "TooManyOrders", "requestId": "r-17"}}`)
	err = fmt.Errorf("ordering: %w", err)
	if !errors.Is(err, acmeerrors.ErrTooManyOrders) || errors.Is(err, acmeerrors.ErrBadRequest) {
		t.Error(err)
	}
	var found *acmeerrors.Error
	if !errors.As(err, &found) || !found.Retryable() || found.RequestID != "r-17" {
		t.Error(found)
	}
	var code acmeerrors.Code
	if !errors.As(err, &code) || code != "TooManyOrders" {
		t.Error(code)
	}
	if said := err.Error(); said != "ordering: HTTP 429: TooManyOrders: Try again later." {
		t.Error(said)
	}
}

func TestWhateverIsAnswered(t *testing.T) {
	deep := strings.Repeat(`{"error":`, 200_000)
	for _, row := range []struct {
		status    int
		body      string
		code      acmeerrors.Code
		retryable bool
	}{
		{503, "", "", true},
		{501, "<html>", "", false},
		{400, "null", "", false},
		{400, "[]", "", false},
		{400, `[{"error": {"code": "x"}}]`, "", false},
		{400, `{"error": "x"}`, "", false},
		{400, `{"error": {"code": null}}`, "", false},
		{400, `{"error": {"code": {"code": 1}}}`, "", false},
		{400, deep, "", false},
		{400, "\xff\x00", "", false},
		{400, `{"error": {"code": 12345678901234567890}}`, "12345678901234567890", false},
		{503, `{"error": {"code": "Unheard"}}`, "Unheard", true},
		{503, `{"error": {"code": "BadRequest"}}`, "BadRequest", false},
		{400, `{"error": {"code": "TooManyOrders"}} and more`, "TooManyOrders", true},
	} {
		var found *acmeerrors.Error
		if !errors.As(acmeerrors.FromBody(row.status, []byte(row.body)), &found) {
			t.Fatal(row.body)
		}
		if found.Code != row.code || found.Status != row.status || found.Retryable() != row.retryable {
			t.Errorf("%.40s: %+v", row.body, found)
		}
		if string(found.Body) != row.body || !strings.Contains(found.Error(), "HTTP") {
			t.Errorf("%.40s: %v", row.body, found)
		}
	}
}

// FuzzFromBody looks for a body that the decoder does not survive.
func FuzzFromBody(f *testing.F) {
	f.Add(404, []byte(`{"error": {"code": "ItemNotFound", "message": "?", "requestId": 1}}`))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		err := acmeerrors.FromBody(status, body)
		if _, fails := json.Marshal(err.Error()); fails != nil || errors.Unwrap(err) == nil {
			t.Error(err)
		}
	})
}
