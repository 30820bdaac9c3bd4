// Hashes against published vectors; sealing, passwords and encodings by what they promise.
#include "core/base/crypto.h"

#include <gtest/gtest.h>

#include <new>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "tests/support/little_memory.h"

namespace core {
namespace {

TEST(Crypto, HashesWithBlake2b) {
  // BLAKE2b-256 of "abc" and of nothing, as `b2sum -l 256` prints them.
  EXPECT_EQ(to_hex(hash("abc")),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_EQ(to_hex(hash("")), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(Crypto, AKeyChangesTheHash) {
  EXPECT_NE(hash("abc"), hash("abc", std::string(32, 'k')));
  EXPECT_NE(hash("abc", std::string(32, 'k')), hash("abc", std::string(32, 'l')));
  EXPECT_THROW(hash("abc", "short"), Bug);
}

TEST(Crypto, PartsCannotRunTogether) {
  const std::string one[] = {"ab", "c"};
  const std::string two[] = {"a", "bc"};
  EXPECT_NE(hash_parts(one, 2), hash_parts(two, 2));
  EXPECT_NE(hash_parts(one, 1), hash_parts(one, 2));
}

TEST(Crypto, FramesPartsByEightBytesOfLength) {
  const std::string parts[] = {"ab"};
  EXPECT_EQ(hash_parts(parts, 1), hash(std::string("\x02\0\0\0\0\0\0\0ab", 10)));
}

TEST(Crypto, HashesPiecesAsTheWhole) {
  Hashing pieces;
  for (const char* piece : {"a", "", "bc"}) pieces.add(piece);
  EXPECT_EQ(pieces.finish(), hash("abc"));
  EXPECT_EQ(Hashing().finish(), hash(""));
}

TEST(Crypto, WritesAndReadsHex) {
  EXPECT_EQ(to_hex(std::string("\x00\xAB", 2)), "00ab");
  EXPECT_EQ(from_hex("00aB"), std::string("\x00\xAB", 2));
  EXPECT_EQ(from_hex(""), "");
  for (const char* refused : {"0", "0g", "a b", "0:0:", "00 "})
    EXPECT_EQ(from_hex(refused), std::nullopt) << refused;
}

TEST(Crypto, WritesAndReadsBase64Url) {
  EXPECT_EQ(to_base64url("\xFB\xFF\xFE"), "-__-");
  EXPECT_EQ(to_base64url("a"), "YQ");
  for (const std::string bytes : {"", "a", "ab", "abc", "abcd"})
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
}

TEST(Crypto, RefusesOtherSpellingsOfBase64) {
  for (const char* refused : {"YQ==", "YR", "+/+/", "Y", "Y Q", "YQ\n"})
    EXPECT_EQ(from_base64url(refused), std::nullopt) << refused;
}

TEST(Crypto, ComparesBytes) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST(Crypto, OpensWhatWasSealed) {
  const SealKeys keys = make_seal_keys();
  const std::string box = seal("张三 13812341234", keys.public_key);
  EXPECT_EQ(box.find("张三"), std::string::npos);
  EXPECT_EQ(open_seal(box, keys).value(), "张三 13812341234");
  EXPECT_EQ(open_seal(seal("", keys.public_key), keys).value(), "");
}

TEST(Crypto, SealsTheSameTextDifferentlyEachTime) {
  const SealKeys keys = make_seal_keys();
  EXPECT_NE(seal("x", keys.public_key), seal("x", keys.public_key));
}

TEST(Crypto, RefusesAlteredShortAndForeignBoxes) {
  const SealKeys keys = make_seal_keys();
  std::string box = seal("secret", keys.public_key);
  EXPECT_EQ(open_seal(box, make_seal_keys()).failure().code, FailureCode::corrupt);
  EXPECT_EQ(open_seal(box.substr(0, 10), keys).failure().code, FailureCode::corrupt);
  box.back() = static_cast<char>(box.back() ^ 1);
  EXPECT_EQ(open_seal(box, keys).failure().code, FailureCode::corrupt);
}

TEST(Crypto, SealingForHalfAKeyIsABug) {
  EXPECT_THROW(seal("x", "short"), Bug);
}

TEST(Crypto, PasswordsMatchOnlyThemselves) {
  const std::string stored = hash_password("办不成事 2026");
  EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << stored;
  EXPECT_TRUE(password_matches("办不成事 2026", stored));
  EXPECT_FALSE(password_matches("办不成事 2027", stored));
}

// crypto_pwhash_str of libsodium 1.0.18 made this of kSomePassword with its least costs.
constexpr std::string_view kSomePassword = "Right-password-1";
constexpr std::string_view kCheapHash =
    "$argon2id$v=19$m=8,t=1,p=1$wjvWSinS4SLRI0FBvncWjg$4MVBtguktK2V2tG73y4+uv7cCcIvxf9sRrpwPNJtEUc";

TEST(Crypto, APasswordMatchesNoHashThatIsWrittenOtherwise) {
  std::string hash(kCheapHash);
  EXPECT_TRUE(password_matches(kSomePassword, hash));
  for (const auto& [part, other] :
       std::vector<std::pair<std::string, std::string>>{{"argon2id", "argon2i"},
                                                        {"v=19", "v=16"},
                                                        {"m=8", "m=7"},
                                                        {"m=8", "m=65537"},
                                                        {"m=8", "m=-8"},
                                                        {"t=1", "t=0"},
                                                        {"p=1", "p=2"},
                                                        {"p=1", "p=1,x=1"},
                                                        {"wjvW", "wj*W"},
                                                        {"wjvW", ""},
                                                        {"JtEUc", "JtE"},
                                                        {"JtEUc", "JtEUc$"},
                                                        {"$argon", "argon"}}) {
    std::string changed = hash;
    changed.replace(changed.find(part), part.size(), other);
    EXPECT_FALSE(password_matches(kSomePassword, changed)) << changed;
  }
  EXPECT_FALSE(password_matches("x", hash));
  EXPECT_FALSE(password_matches("x", ""));
  EXPECT_FALSE(password_matches("x", "not a hash"));
}

#ifndef __SANITIZE_ADDRESS__  // LittleMemory
TEST(Crypto, APasswordThatCannotBeCheckedForWantOfMemoryIsNotAWrongOne) {
  const std::string stored = hash_password("办不成事 2026");
  {
    const tests::LittleMemory little(kPasswordHashBytes / 2);
    EXPECT_THROW((void)password_matches("办不成事 2026", stored), std::bad_alloc);
    EXPECT_THROW((void)hash_password("办不成事 2026"), std::bad_alloc);
  }
  EXPECT_TRUE(password_matches("办不成事 2026", stored));
}
#endif

TEST(Crypto, SystemRandomnessGivesTheWantedNumberOfDifferentBytes) {
  SystemRandomness randomness;
  EXPECT_EQ(randomness.bytes(0), "");
  EXPECT_EQ(randomness.bytes(32).size(), 32u);
  EXPECT_NE(randomness.bytes(32), randomness.bytes(32));
}

}  // namespace
}  // namespace core
