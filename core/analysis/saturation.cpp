#include "core/analysis/saturation.h"

#include <algorithm>

namespace antiphon {

namespace {

// Codes that each dialogue shows for the first time.
std::vector<int> firstSeen(const DialogueCodes& dialogues)
{
    std::vector<bool> seen;
    std::vector<int> fresh;
    fresh.reserve(dialogues.size());
    for (const auto& codes : dialogues) {
        int here = 0;
        for (const quint16 code : codes) {
            if (code >= seen.size())
                seen.resize(code + std::size_t{1});
            here += seen[code] ? 0 : 1;
            seen[code] = true;
        }
        fresh.push_back(here);
    }
    return fresh;
}

} // namespace

DialogueCodes codesOfDialogues(const CodedCorpus& corpus, const CodingLayer& layer,
                               const std::vector<quint32>& order, std::optional<Facet> facet)
{
    DialogueCodes byDialogue(corpus.dialogues.size());
    for (const CodedPlace& coding : layer.codings()) {
        if (!facet || corpus.codes[coding.code].facet == *facet)
            byDialogue[corpus.turns[coding.turn].dialogue].push_back(coding.code);
    }
    DialogueCodes ordered;
    ordered.reserve(order.size());
    for (const quint32 dialogue : order) {
        auto& codes = byDialogue[dialogue];
        std::ranges::sort(codes);
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
        ordered.push_back(std::move(codes));
    }
    return ordered;
}

Saturation assessSaturation(const DialogueCodes& dialogues, const SaturationRule& rule)
{
    const std::vector<int> fresh = firstSeen(dialogues);
    const auto sum = [&fresh](int from, int to) {
        int total = 0;
        for (int i = from; i < to; ++i)
            total += fresh[static_cast<std::size_t>(i)];
        return total;
    };
    Saturation found;
    found.dialogues = static_cast<int>(dialogues.size());
    found.codes = sum(0, found.dialogues);
    if (found.dialogues < rule.base + rule.run) {
        found.reason = QStringLiteral("%1 coded dialogues are fewer than the base of %2 and a run of %3")
                           .arg(found.dialogues)
                           .arg(rule.base)
                           .arg(rule.run);
        found.baseCodes = sum(0, std::min(rule.base, found.dialogues));
        return found;
    }
    found.baseCodes = sum(0, rule.base);
    if (found.baseCodes == 0) {
        found.reason = QStringLiteral("the first %1 dialogues have no code to compare with").arg(rule.base);
        return found;
    }
    for (int upTo = rule.base + rule.run; upTo <= found.dialogues; ++upTo) {
        SaturationRun run;
        run.upTo = upTo;
        run.newCodes = sum(upTo - rule.run, upTo);
        run.share = static_cast<double>(run.newCodes) / found.baseCodes;
        if (!found.reached && run.share <= rule.threshold)
            found.reached = upTo - rule.run;
        found.runs.push_back(run);
    }
    if (!found.reached)
        found.reason = QStringLiteral("no run of %1 dialogues stays at or under the threshold").arg(rule.run);
    return found;
}

} // namespace antiphon
