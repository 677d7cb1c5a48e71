// Choosing a template, filling its slots and keeping what was said so far in view.
#pragma once

#include "core/base/random.h"
#include "core/generation/duevalues.h"
#include "core/generation/phrasebook.h"

#include <QHash>
#include <QSet>

namespace antiphon {

// The texts for the slots of a template; a template with a slot that is missing here is not used.
using SlotTexts = QHash<QString, QString>;

// Puts the slots' texts into a template, with a capital at the beginning and no doubled sentence mark where a
// value ends in one. Nothing when the template has a slot without a text.
std::optional<QString> filledTemplate(const QString& text, const SlotTexts& slotTexts);

// For one dialogue: prefers templates that were not used yet, and uses none that would name a value too
// early.
class SentencePicker
{
public:
    SentencePicker(const PhraseBook& book, const DueValues& due, MentionFinder& finder, Random random);

    // From here on texts belong to `turn`. They do not name what is in `avoided`; words of `held` do not
    // count.
    void enterTurn(int turn, QStringList avoided, QStringList held);
    Random& random() { return m_random; }

    // A sentence of the list. With `wanted`, only templates that hold that slot; with an empty one, only
    // those without slots for values (attributes, removed, proposed). Empty when none fits.
    QString sentence(const QStringList& templates, const SlotTexts& slotTexts, const QString& wanted = {});
    // A phrase for the attribute, from `phrases` by its type or the book's override; empty when all are too
    // early.
    QString valuePhrase(const QString& attribute, const QHash<QString, QStringList>& phrases, bool overrides);
    // "a", "a and b", "a, b and c".
    QString joined(const QStringList& parts) const;
    // Whether the text names a value too early, or one to be avoided.
    bool leaks(const QString& text) const;

private:
    std::vector<int> order(const QStringList& templates);
    const PhraseBook& m_book;
    const DueValues& m_due;
    MentionFinder& m_finder;
    Random m_random;
    int m_turn = 0;
    QStringList m_avoided;
    QStringList m_held;
    QSet<QString> m_used; // templates
};

} // namespace antiphon
