// What people sent and what the store answered: the measure of what a power cut may take.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handler/store/store.h"

namespace power {

namespace store = handler::store;

// One case, as those know it who sent it.
struct SentCase {
  std::string name;  // gives its ticket number and the mark of its form
  std::vector<store::Part> parts;
  bool is_short = false;  // answered on the spot; the others go to a unit
  store::CaseId id = 0;   // 0: not known yet
  // The words of its events, oldest first. What is in `kept` was acknowledged, or was there after a
  // cut. What is in `in_flight` was sent together and not answered: after a cut all of it is there,
  // or none.
  std::vector<std::string> kept = {};
  std::vector<std::string> in_flight = {};

  std::string ticket_hash() const;
  std::string nonce_hash() const;
  // The store has answered that what is in flight is kept.
  void acknowledge();
};

// What must never happen.
struct Faults {
  int lost = 0;     // acknowledged, and not there
  int torn = 0;     // not whole, damaged, or the store failed although there was power
  int doubled = 0;  // there twice
  std::vector<std::string> said;  // a sentence each

  void add(int& count, std::string what);
};

// Compares every case with the store, and notes which reports in flight were kept.
void compare(store::Store& store, std::vector<SentCase>& cases, Faults& faults);

}  // namespace power
