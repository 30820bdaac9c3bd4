// Verification finds what was changed in drafts and publications behind the program's back.
#include "tests/handler/store/lived_data.h"

namespace {

struct PublishingEdit {
  std::string name;
  std::string sql;
  std::string said;  // part of what verification says
};

class EditedPublications : public testing::TestWithParam<PublishingEdit> {};

TEST_P(EditedPublications, AreNoticed) {
  const test::DamagedData data;
  data.edit(GetParam().sql);
  const std::string said = data.said();
  EXPECT_NE(said.find(GetParam().said), std::string::npos) << "said: " << said;
}

const PublishingEdit kPublishingEdits[] = {
    {"PublishedFile", "UPDATE publication_files SET after = after || ' '",
     "publication 1: its files were changed after they were recorded"},
    {"PublishedFileOfAnother", "UPDATE publication_files SET publication = 9 WHERE publication = 1",
     "publication 1: its files were changed after they were recorded"},
    {"PublicationApproved", "UPDATE publications SET needs_second = 0",
     "publication 2: was changed after it was recorded"},
    {"PublicationLost", "DELETE FROM publications WHERE publication = 1",
     "publication 2: one before it is missing"},
    {"NewestPublicationLost",
     "DELETE FROM publications WHERE publication = 2; DELETE FROM publication_files WHERE "
     "publication = 2",
     "table publications: its newest row was number 2, now it is 1"},
    {"PublicationAgreedByAnother", "UPDATE publication_steps SET user_id = 1",
     "publication 1: a step of it was changed after it was recorded"},
    {"StepOfPublicationLost", "DELETE FROM publication_steps WHERE step = 1",
     "publication 1: a step before one of its steps is missing"},
    {"DraftOfAnother", "UPDATE draft_files SET body = 'x' WHERE path = 'faq.yaml'",
     "site demo: the draft of user 2 was changed after it was kept"},
    {"DraftLost", "DELETE FROM drafts", "site demo: a file of a draft that is gone"},
};

INSTANTIATE_TEST_SUITE_P(ByAnAttacker, EditedPublications, testing::ValuesIn(kPublishingEdits),
                         [](const auto& one) { return one.param.name; });

}  // namespace
