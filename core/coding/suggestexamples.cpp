#include "core/coding/suggestexamples.h"

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <QSet>

#include <numeric>

namespace antiphon {

namespace {

// Codes of one role side by side, so that whole blocks of them are skipped on turns of the other.
QList<Code> usedCodes(const std::vector<SuggestDialogue>& dialogues, const QList<Code>& codes)
{
    QSet<CodeId> used;
    for (const SuggestDialogue& dialogue : dialogues) {
        for (const SuggestTurn& turn : dialogue.turns)
            used.unite(QSet<CodeId>(turn.codes.begin(), turn.codes.end()));
    }
    QList<Code> kept;
    for (const Facet facet : {Facet::Intent, Facet::Attribute, Facet::Free, Facet::Action}) {
        for (const Code& code : codes) {
            if (code.facet == facet && used.contains(code.id))
                kept << code;
        }
    }
    return kept;
}

void addLabels(ExampleSet& examples, const SuggestTurn& turn)
{
    for (const Code& code : examples.codes) {
        const bool given = turn.codes.contains(code.id);
        examples.labels.known.push_back(!mayCode(code.facet, turn.role) ? 0 : given ? 1 : -1);
    }
}

} // namespace

ExampleSet examplesOf(const std::vector<SuggestDialogue>& dialogues, const QList<Code>& codes,
                      const FeatureWords& words, int threads, const CancelToken& cancel)
{
    ExampleSet examples;
    examples.codes = usedCodes(dialogues, codes);
    examples.labels.labels = static_cast<int>(examples.codes.size());
    examples.dialogues = static_cast<int>(dialogues.size());
    std::vector<int> positions;
    for (int d = 0; d < examples.dialogues; ++d) {
        const QList<SuggestTurn>& turns = dialogues[static_cast<std::size_t>(d)].turns;
        for (int t = 0; t < turns.size(); ++t) {
            if (turns[t].codes.isEmpty())
                continue;
            examples.dialogueOf.push_back(d);
            positions.push_back(t);
            addLabels(examples, turns[t]);
        }
    }
    examples.features.resize(positions.size());
    forEachIndex(positions.size(), threads, [&](std::size_t i) {
        if (!cancel.isCancelled())
            examples.features[i] =
                rawFeatures(dialogues[static_cast<std::size_t>(examples.dialogueOf[i])], positions[i], words);
    });
    return examples;
}

std::vector<quint32> allOf(const ExampleSet& examples)
{
    std::vector<quint32> all(examples.size());
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

std::vector<int> dealExamples(const ExampleSet& examples, const std::vector<quint32>& used, int parts,
                              quint64 seed)
{
    std::vector<int> dialogues;
    for (const quint32 example : used) {
        const int dialogue = examples.dialogueOf[example];
        if (dialogues.empty() || dialogues.back() != dialogue)
            dialogues.push_back(dialogue);
    }
    std::sort(dialogues.begin(), dialogues.end());
    dialogues.erase(std::unique(dialogues.begin(), dialogues.end()), dialogues.end());
    Random random(seed);
    random.shuffle(dialogues);
    std::vector<int> partOfDialogue(static_cast<std::size_t>(examples.dialogues), -1);
    for (std::size_t i = 0; i < dialogues.size(); ++i)
        partOfDialogue[static_cast<std::size_t>(dialogues[i])] = static_cast<int>(i) % parts;
    std::vector<int> partOf;
    partOf.reserve(used.size());
    for (const quint32 example : used)
        partOf.push_back(partOfDialogue[static_cast<std::size_t>(examples.dialogueOf[example])]);
    return partOf;
}

} // namespace antiphon
