#include "core/generation/samplecheckstore.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace antiphon {

namespace {

constexpr qsizetype countBytes = 2;

quint16 shortOf(qint64 count)
{
    return static_cast<quint16>(std::min<qint64>(count, 0xffff));
}

qint64 wordsIn(const QString& text)
{
    qint64 words = 0;
    bool inside = false;
    for (const QChar character : text) {
        const bool letter = character.isLetterOrNumber();
        // "don't" and "hip-hop" are one word each.
        const bool joint = inside && (character == QLatin1Char('\'') || character == QLatin1Char('-') ||
                                      character == QChar(0x2019));
        words += letter && !inside ? 1 : 0;
        inside = letter || joint;
    }
    return words;
}

QByteArray packed(const KeptCheck& check)
{
    QByteArray bytes(2 * countBytes * checkKinds, Qt::Uninitialized);
    char* out = bytes.data();
    for (const auto* counts : {&check.findings, &check.looked}) {
        for (const quint16 count : *counts) {
            qToLittleEndian(count, out);
            out += countBytes;
        }
    }
    return bytes;
}

// Columns plan_ordinal, turns, words, counts; nothing for counts of another length.
std::optional<KeptCheck> readCheck(const Statement& row)
{
    KeptCheck check;
    check.planOrdinal = row.integer(0);
    check.turns = static_cast<int>(row.integer(1));
    check.words = static_cast<int>(row.integer(2));
    const std::string_view bytes = row.bytes(3);
    if (bytes.size() != static_cast<size_t>(2 * countBytes * checkKinds))
        return std::nullopt;
    const char* in = bytes.data();
    for (auto* counts : {&check.findings, &check.looked}) {
        for (quint16& count : *counts) {
            count = qFromLittleEndian<quint16>(in);
            in += countBytes;
        }
    }
    return check;
}

} // namespace

double KeptCheck::recall() const
{
    const auto missed = static_cast<size_t>(CheckKind::MentionMissed);
    return looked[missed] == 0
               ? 1.0
               : 1.0 - static_cast<double>(findings[missed]) / static_cast<double>(looked[missed]);
}

bool KeptCheck::isClean() const
{
    return std::all_of(findings.begin(), findings.end(), [](quint16 count) { return count == 0; });
}

KeptCheck keptCheckOf(qint64 planOrdinal, const Dialogue& dialogue, const DialogueChecks& checks)
{
    KeptCheck kept;
    kept.planOrdinal = planOrdinal;
    kept.turns = static_cast<int>(dialogue.turns.size());
    for (const Turn& turn : dialogue.turns)
        kept.words += static_cast<int>(wordsIn(turn.text));
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<size_t>(i);
        kept.findings[kind] = shortOf(checks.count(static_cast<CheckKind>(i)));
        kept.looked[kind] = shortOf(checks.looked[kind]);
    }
    return kept;
}

qint64 checkStamp(const PhraseBook& book, const AliasTable& aliases)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayLiteral("2" ANTIPHON_VERSION));
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        hash.addData((checkKey(kind) + checkMethod(kind)).toUtf8());
    }
    hash.addData(book.digest.toUtf8());
    hash.addData(aliases.digest().toUtf8());
    const QByteArray digest = hash.result();
    return static_cast<qint64>(qFromLittleEndian<quint64>(digest.constData()) >> 1);
}

Result<void> keepSampleChecks(const Connection& connection, RunId run, qint64 stamp,
                              const std::vector<KeptCheck>& checks)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT OR REPLACE INTO sample_check (run, plan_ordinal, stamp, "
                                           "turns, words, counts) VALUES (?, ?, ?, ?, ?, ?)"));
    for (const KeptCheck& check : checks)
        ANTIPHON_TRY(insert.bind(1, run)
                         .bind(2, check.planOrdinal)
                         .bind(3, stamp)
                         .bind(4, check.turns)
                         .bind(5, check.words)
                         .bind(6, packed(check))
                         .run());
    return {};
}

Result<void> forEachKeptCheck(const Connection& connection, RunId run, qint64 stamp,
                              const std::function<void(const KeptCheck&)>& use)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT plan_ordinal, turns, words, counts FROM sample_check "
                                           "WHERE run = ? AND stamp = ? ORDER BY plan_ordinal"));
    select.bind(1, run).bind(2, stamp);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        if (const auto check = readCheck(select))
            use(*check);
    }
}

Result<std::optional<KeptCheck>> keptCheck(const Connection& connection, RunId run, qint64 stamp,
                                           qint64 planOrdinal)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT plan_ordinal, turns, words, counts FROM sample_check "
                                           "WHERE run = ? AND stamp = ? AND plan_ordinal = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, run).bind(2, stamp).bind(3, planOrdinal).step());
    return found ? readCheck(select) : std::nullopt;
}

} // namespace antiphon
