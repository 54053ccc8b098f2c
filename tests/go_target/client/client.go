// Package client shows how the generated errors are used.
package client

import (
	"errors"
	"io"
	"net/http"

	"example.com/acme/internal/acmeerrors"
)

// Get asks for an item; ok is false where there is none.
func Get(client *http.Client, url string) (item []byte, ok bool, err error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, false, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err == nil && response.StatusCode >= 400 {
		err = acmeerrors.FromBody(response.StatusCode, body)
	}
	if errors.Is(err, acmeerrors.ErrItemNotFound) {
		return nil, false, nil
	}
	return body, err == nil, err
}
