// rejudge: the scanner's own opinion of the identity store.
#include "verifier/attack.h"

namespace sunder::verifier {
namespace {

class RejudgeAttack : public Attack {
 public:
  explicit RejudgeAttack(const AttackContext& context) : context_(context) {}

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("rejudge", "Judged again",
                 "Does the identity store still hold a special category beside identifiers, in "
                 "the scanner's own opinion?");
    if (context_.input.identity.empty() || !context_.input.rejudge) {
      return Undecided(std::move(result), "not judged again",
                       "name the identity store and verify with a program that has the rules");
    }
    SUNDER_ASSIGN_OR_RETURN(const ScanReport scan, context_.input.rejudge(context_.input.identity));
    uint64_t linked = 0;
    uint64_t linkable = 0;
    std::vector<std::string> places;
    for (const TableReport& table : scan.tables) {
      for (const Association& association : table.associations) {
        ++(association.strength == Strength::kLinked ? linked : linkable);
      }
      if (!table.associations.empty()) {
        places.push_back(table.object + (table.table.empty() ? "" : "/" + table.table));
      }
    }
    const std::string measure = Counted(linked, "linked association") + ", " +
                                Counted(linkable, "linkable association") + " in " +
                                Counted(scan.tables.size(), "table");
    if (linked + linkable > 0) {
      return Failed(std::move(result), measure,
                    "scan the identity store and split what is left: " + Listed(places));
    }
    if (!scan.errors.empty() || scan.is_sampled) {
      return Undecided(std::move(result), measure + ", but not all was judged",
                       "make the whole identity store readable and verify again");
    }
    return Passed(std::move(result), measure);
  }

 private:
  const AttackContext& context_;
};

}  // namespace

std::unique_ptr<Attack> NewRejudgeAttack(const AttackContext& context) {
  return std::make_unique<RejudgeAttack>(context);
}

}  // namespace sunder::verifier
