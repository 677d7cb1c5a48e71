#include "core/generation/runchecks.h"

#include "core/catalogue/stablehash.h"

namespace antiphon {

std::optional<double> RunCheckTally::recall() const
{
    const qint64 values = looked[static_cast<size_t>(CheckKind::MentionMissed)];
    if (values == 0)
        return std::nullopt;
    return 1.0 - static_cast<double>(found(CheckKind::MentionMissed)) / static_cast<double>(values);
}

void RunChecks::add(const Dialogue& sample, const DialogueChecks& checks)
{
    ++m_tally.samples;
    m_tally.clean += checks.isClean() ? 1 : 0;
    for (const Finding& finding : checks.findings)
        ++m_tally.findings[static_cast<size_t>(finding.kind)];
    for (size_t kind = 0; kind < m_tally.looked.size(); ++kind)
        m_tally.looked[kind] += checks.looked[kind];
    QByteArray words;
    for (const Turn& turn : sample.turns)
        words += foldedText(turn.text).toUtf8() + '\n';
    const quint64 hash = stableHash({words.constData(), static_cast<size_t>(words.size())});
    if (m_texts.contains(hash))
        ++m_tally.repeatedTexts;
    m_texts.insert(hash);
}

} // namespace antiphon
