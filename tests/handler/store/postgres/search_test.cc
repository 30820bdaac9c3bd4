// A search finds the same cases on both engines.
#include "tests/handler/store/store_fixture.h"

namespace {

namespace store = handler::store;
using Ids = std::vector<handler::cases::CaseId>;

// What people write: one, two and three characters, Latin letters within, full-width forms, padded
// names, signs, more text than a set of lexemes has positions for, and words that are too long for
// one lexeme.
std::vector<std::string> corpus() {
  std::string many;
  for (int i = 0; i < 20000; ++i) many += i % 7 == 0 ? "水表" : "过户";
  std::string different;
  for (int i = 0; i < 60000; ++i) different += "w" + std::to_string(i) + "abcdef ";
  return {"水表过户已经办结",
          "过户水表",
          "水",
          "水表",
          "表过户",
          "ＷＩＦＩ密码是ＡＢＣ１２３",
          "用App办理SF-2026-0042",
          "app办理",
          "王　芳和李 娜",
          "王芳",
          "“办不成”，怎么办？",
          "École 路 42 号",
          many + "结尾",
          "头" + many,
          std::string(3000, 'a') + "b",
          std::string(3000, 'a') + "c 水表",
          different + "水表",
          "ÉCOLE ÀÉ号 Ōsaka Ǎi Ω МОСКВА",
          "école àé号 ōsaka ǎi ω москва",
          "好😀评👍🏽和㊗️",
          "𠮷野家𠮷",
          "①办理★材料→完成 3×5 ½ ⅷ",
          "ẞtraße İstanbul Ꭰ 𐐀𐐨",
          "e\u0301tude 안녕하세요 ひらがな カタカナ",
          "水表，过户",
          "水表\n过户"};
}

const char* const kQueries[] = {
    "水表",     "水表过户", "过户水表",  "表过",       "水",     "水 表",        "王芳",
    "王　芳",   "王 芳",    "李娜",      "ＡＢＣ",     "abc123", "ABC",          "abc1",
    "wifi密码", "app",      "App办理",   "ap",         "办理",   "SF-2026-0042", "2026",
    "0042",     "办不成",   "不成 怎么", "cole",       "42 号",  "结尾",         "户结尾",
    "头水表",   "头过户",   "水表水表",  "w59999abcd", "w5",     "w599 水表",    "没有",
    "\"水表\"", "水表'",    "水表 AND",  "水表 OR 户", "*",      "École",        "éCOLE",
    "ÀÉ",       "àé号",     "Ōsaka",     "osaka",      "ǎi",     "ΩΩ",           "Москва",
    "МОСК",     "😀评",      "好😀",       "👍🏽",   "㊗️", "𠮷野",         "野家𠮷",
    "①办",      "★材料",    "3×5",       "½",          "ⅷ ⅷ",    "ẞtraße",       "ßtraße",
    "istanbul", "İs",       "Ꭰ Ꭰ",       "𐐀𐐨",         "étude",  "e\u0301t",     "안녕",
    "ひら",     "カタ",     "办理★"};

class Searched {
 public:
  explicit Searched(const std::string& service_file) {
    store::StoreOptions options = room_.options();
    options.service_file = service_file;
    store_ = room_.open(options);
    core::SystemRandomness randomness;
    int number = 0;
    for (const std::string& text : corpus()) {
      auto sent = test::report(std::to_string(++number), {{"unit", number % 2 == 0 ? "a" : "b"}});
      sent.submitted.parts = {store::make_part(randomness, "reply", text, "", true)};
      store_->add_report(sent).value();
    }
  }

  Ids found(const std::string& typed, const std::string& unit = "") const {
    store::CaseFilter filter;
    filter.site = "demo";
    filter.words = typed;
    if (!unit.empty()) filter.reach = {{{}, unit}};
    Ids ids;
    const store::CasePage page = store_->list_cases(filter).value();
    for (const store::CaseRow& row : page.rows) ids.push_back(row.id);
    return ids;
  }

  store::Store& store() const { return *store_; }

 private:
  test::StoreFixture room_;
  std::unique_ptr<store::Store> store_;
};

TEST(SearchOnBoth, FindsTheSameCases) {
  const test::PostgresRoom room;
  const Searched sqlite("");
  const Searched postgres(room.service_file());
  std::size_t hits = 0;
  for (const std::string query : kQueries) {
    EXPECT_EQ(postgres.found(query), sqlite.found(query)) << query;
    EXPECT_EQ(postgres.found(query, "a"), sqlite.found(query, "a")) << query;
    hits += sqlite.found(query).size();
  }
  for (const char last : {'a', 'b', 'c', 'd'}) {
    const std::string word = std::string(3000, 'a') + last;
    EXPECT_EQ(postgres.found(word), sqlite.found(word)) << last;
  }
  EXPECT_GT(hits, 70U) << "the corpus has something to find";
}

TEST(SearchOnBoth, ForgetsWhatIsDestroyed) {
  const test::PostgresRoom room;
  const Searched postgres(room.service_file());
  const Ids before = postgres.found("水表过户");
  ASSERT_FALSE(before.empty());
  const auto parts = postgres.store().case_by_id("demo", 1).value().parts;
  store::DestroyedTexts texts;
  texts.id = 1;
  texts.seen_seq = 1;
  texts.event = test::event("withheld");
  texts.refold = test::fold_simply;
  for (const auto& part : parts) texts.parts.push_back(part.first);
  ASSERT_TRUE(postgres.store().destroy_parts("demo", texts));
  // While people wait for the database its tables are not written anew.
  const auto left = [&room] {
    return test::number_of(*room.session(), "SELECT COUNT(*) FROM facts WHERE name = 'leftovers'");
  };
  ASSERT_TRUE(postgres.store().forget_destroyed(store::Erasing::only_if_none_waits));
  EXPECT_EQ(left(), 1);
  ASSERT_TRUE(postgres.store().forget_destroyed());
  EXPECT_EQ(left(), 0);
  Ids after = before;
  std::erase(after, 1);
  EXPECT_EQ(postgres.found("水表过户"), after);
  EXPECT_EQ(
      test::number_of(*room.session(), "SELECT COUNT(*) FROM case_words WHERE terms LIKE '%已经%'"),
      0);
}

}  // namespace
