// What a field of a form lets choose from.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace handler::view {

// Values with the words that people read, in the order in which they are shown.
using Choices = std::vector<std::pair<std::string, std::string>>;

// Things of a site by their ids and names.
template <class Things>
Choices named(const Things& things) {
  Choices choices;
  for (const auto& thing : things) choices.emplace_back(thing.id, thing.name);
  return choices;
}

}  // namespace handler::view
