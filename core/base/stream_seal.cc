// Wraps libsodium's secretstream; states are wiped when they go.
#include "core/base/stream_seal.h"

#include <sodium.h>

#include "core/base/check.h"
#include "core/base/crypto.h"

namespace core {
namespace {

using sodium::in;
using sodium::out;
using sodium::prepare;

static_assert(kSealOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(kStreamKeyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);

// The state of libsodium, and whether the last chunk has passed.
struct Stream {
  crypto_secretstream_xchacha20poly1305_state inner{};
  bool ended = false;

  ~Stream() { sodium_memzero(&inner, sizeof inner); }
};

}  // namespace

struct StreamSealer::State : Stream {};
struct StreamOpener::State : Stream {};

std::string make_stream_key() {
  prepare();
  std::string key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
  crypto_secretstream_xchacha20poly1305_keygen(out(key));
  return key;
}

StreamSealer::StreamSealer(std::string_view key) : state_(std::make_unique<State>()) {
  prepare();
  BANCHENG_CHECK(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
  header_.resize(crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  crypto_secretstream_xchacha20poly1305_init_push(&state_->inner, out(header_), in(key));
}

StreamSealer::~StreamSealer() = default;

std::string StreamSealer::seal(std::string_view plain, bool last) {
  BANCHENG_CHECK(!state_->ended);
  state_->ended = last;
  std::string sealed(plain.size() + kSealOverhead, '\0');
  const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                 : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  crypto_secretstream_xchacha20poly1305_push(&state_->inner, out(sealed), nullptr, in(plain),
                                             plain.size(), nullptr, 0, tag);
  return sealed;
}

StreamOpener::StreamOpener(std::string_view key, std::string_view header)
    : state_(std::make_unique<State>()) {
  prepare();
  BANCHENG_CHECK(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
  std::string whole(header.substr(0, crypto_secretstream_xchacha20poly1305_HEADERBYTES));
  whole.resize(crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  crypto_secretstream_xchacha20poly1305_init_pull(&state_->inner, in(whole), in(key));
}

StreamOpener::~StreamOpener() = default;

Result<std::string> StreamOpener::open(std::string_view sealed) {
  const Failure altered{FailureCode::corrupt, "a sealed chunk was altered"};
  if (state_->ended || sealed.size() < kSealOverhead) return altered;
  std::string plain(sealed.size() - kSealOverhead, '\0');
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_->inner, out(plain), nullptr, &tag,
                                                 in(sealed), sealed.size(), nullptr, 0) != 0)
    return altered;
  state_->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return plain;
}

bool StreamOpener::is_whole() const {
  return state_->ended;
}

}  // namespace core
