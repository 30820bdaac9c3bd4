// A wrong or mixed pair of keys is found before it seals or hashes anything, also where portal and
// desk run apart.
#include "handler/store/key_prints.h"

#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::check_keys;
using handler::store::KeyPrints;
using handler::store::keys_in;
using handler::store::KeysAtHand;
using handler::store::prints_in;
using handler::store::prints_of;
using handler::store::Store;
using handler::store::UnknownPrints;

struct KeyPrintRoom {
  test::StoreFixture room;
  tests::TemporaryFolder other_folder;
  KeysAtHand own = made(room.folder.path());
  KeysAtHand other = made(other_folder.path());
  std::unique_ptr<Store> store = room.open();

  static KeysAtHand made(const std::filesystem::path& data) {
    core::SystemRandomness randomness;
    (void)core::accepted(handler::store::init_data_folder(data, randomness));
    return keys_in(data);
  }
  static KeysAtHand portal_of(KeysAtHand keys) {
    keys.desk.reset();
    return keys;
  }
  void seal_something(const std::string& name, const KeysAtHand& keys) {
    core::SystemRandomness randomness;
    auto report = test::report(name);
    report.submitted.parts = {handler::store::make_part(randomness, "problem", "sealed",
                                                        keys.portal->seal_public, false)};
    (void)core::accepted(store->add_report(report));
  }
  core::Status check(const KeysAtHand& keys, UnknownPrints unknown = UnknownPrints::record) {
    return check_keys(*store, keys, room.path, unknown);
  }
};

TEST(KeyPrints, AreRecordedOnceAndKnownAgain) {
  KeyPrintRoom room;
  ASSERT_TRUE(room.check(room.own));
  EXPECT_EQ(prints_in(*room.store).value(), prints_of(room.own));
  EXPECT_TRUE(room.check(room.own));
}

TEST(KeyPrints, HoldNoSecret) {
  KeyPrintRoom room;
  const KeyPrints prints = prints_of(room.own);
  const std::string all = prints.portal + prints.desk + prints.seal;
  for (const std::string& secret :
       {room.own.portal->ticket, room.own.portal->token, room.own.desk->seal.secret_key,
        room.own.desk->index, room.own.desk->session})
    EXPECT_EQ(all.find(core::to_hex(secret)), std::string::npos);
}

TEST(KeyPrints, ChangeWithEachKey) {
  KeyPrintRoom room;
  const KeyPrints before = prints_of(room.own);
  for (std::string handler::store::PortalKeys::*key :
       {&handler::store::PortalKeys::ticket, &handler::store::PortalKeys::token}) {
    KeysAtHand changed = room.own;
    (*changed.portal.*key)[0] ^= 1;
    EXPECT_NE(prints_of(changed).portal, before.portal);
  }
  for (std::string handler::store::DeskKeys::*key :
       {&handler::store::DeskKeys::index, &handler::store::DeskKeys::session}) {
    KeysAtHand changed = room.own;
    (*changed.desk.*key)[0] ^= 1;
    EXPECT_NE(prints_of(changed).desk, before.desk);
  }
}

TEST(KeyPrints, OfAnotherFolderAreRefusedInWords) {
  KeyPrintRoom room;
  ASSERT_TRUE(room.check(room.own));
  const core::Status refused = room.check(room.other);
  EXPECT_EQ(refused.failure().code, FailureCode::misconfigured);
  EXPECT_EQ(refused.failure().message, "the keys in " + room.other.portal_file +
                                           " are not those of the database " + room.room.path +
                                           ": with them ticket numbers fail and what citizens sent "
                                           "cannot be read; put the right keys back from "
                                           "the copy that handler keys export made, or give the "
                                           "data folder of these keys with --data");
}

TEST(KeyPrints, FindAPairThatIsMixed) {
  KeyPrintRoom room;
  KeysAtHand mixed = room.own;
  mixed.portal = room.other.portal;
  for (const UnknownPrints unknown : {UnknownPrints::record, UnknownPrints::leave}) {
    const core::Status refused = room.check(mixed, unknown);
    EXPECT_EQ(refused.failure().code, FailureCode::misconfigured);
    EXPECT_NE(refused.failure().message.find("seal_public differs"), std::string::npos);
  }
  EXPECT_EQ(prints_in(*room.store).value(), KeyPrints{});
}

TEST(KeyPrints, FindASecretKeyThatDoesNotOpenWhatItsPublicKeySeals) {
  KeyPrintRoom room;
  room.own.desk->seal.secret_key = room.other.desk->seal.secret_key;
  EXPECT_EQ(room.check(room.own).failure().code, FailureCode::misconfigured);
}

TEST(KeyPrints, JoinAPortalAndADeskThatRunApart) {
  KeyPrintRoom room;
  ASSERT_TRUE(room.check(KeyPrintRoom::portal_of(room.own)));
  EXPECT_EQ(room.check(KeyPrintRoom::portal_of(room.other)).failure().code,
            FailureCode::misconfigured);
  KeysAtHand desk = room.other;
  desk.portal.reset();
  EXPECT_EQ(room.check(desk).failure().code, FailureCode::misconfigured)
      << "its seal key is another";
  desk = room.own;
  desk.portal.reset();
  EXPECT_TRUE(room.check(desk));
}

TEST(KeyPrints, AreJudgedByWhatIsSealedInADatabaseOfBefore) {
  KeyPrintRoom room;
  room.seal_something("a", room.own);
  EXPECT_EQ(room.check(room.other).failure().code, FailureCode::misconfigured);
  EXPECT_EQ(prints_in(*room.store).value(), KeyPrints{});
  EXPECT_TRUE(room.check(room.own));
  EXPECT_EQ(prints_in(*room.store).value(), prints_of(room.own));
}

TEST(KeyPrints, AreFoundAlthoughAForeignKeySealedSomethingOnce) {
  KeyPrintRoom room;
  room.seal_something("a", room.own);
  for (int i = 0; i < 20; ++i) room.seal_something("b" + std::to_string(i), room.other);
  EXPECT_TRUE(room.check(room.own));
}

TEST(KeyPrints, AreNotRecordedByAPortalThatCannotJudge) {
  KeyPrintRoom room;
  room.seal_something("a", room.own);
  EXPECT_TRUE(room.check(KeyPrintRoom::portal_of(room.other)));
  EXPECT_EQ(prints_in(*room.store).value(), KeyPrints{});
}

TEST(KeyPrints, AreLeftUnknownByCommandsThatOnlyRead) {
  KeyPrintRoom room;
  EXPECT_TRUE(room.check(room.own, UnknownPrints::leave));
  EXPECT_EQ(prints_in(*room.store).value(), KeyPrints{});
}

}  // namespace
