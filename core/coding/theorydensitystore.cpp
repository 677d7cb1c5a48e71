// How much stands behind each code, and the rule by which that is too little.
#include "core/coding/codestore.h"
#include "core/coding/theorystore.h"
#include "core/storage/blinding.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace antiphon {

namespace {

// The codes that lie in a code, itself among them.
QSet<CodeId> codesIn(const QList<Code>& codes, CodeId category)
{
    QSet<CodeId> inside{category};
    for (bool grows = true; grows;) {
        grows = false;
        for (const Code& code : codes) {
            if (!code.parent.isNull() && inside.contains(code.parent) && !inside.contains(code.id)) {
                inside.insert(code.id);
                grows = true;
            }
        }
    }
    return inside;
}

struct Counted
{
    QHash<CodeId, qint64> incidents;
    QHash<CodeId, QSet<qint64>> dialogues; // numbered as they are met
    QHash<CodeId, qint64> memos;
};

Result<void> countIncidents(const Connection& connection, std::optional<CoderId> coder, Counted& counted)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT coding.code, coding.dialogue, count(*) FROM coding JOIN "
                                           "ready_dialogue ON ready_dialogue.id = coding.dialogue WHERE ?1 "
                                           "IS NULL OR coding.coder = ?1 GROUP BY coding.code, "
                                           "coding.dialogue"));
    select.bind(1, coder);
    QHash<DialogueId, qint64> numbers;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        const auto code = select.id<CodeId>(0);
        qint64& number = numbers[select.id<DialogueId>(1)];
        if (number == 0)
            number = numbers.size();
        counted.incidents[code] += select.integer(2);
        counted.dialogues[code].insert(number);
    }
}

Result<void> countMemos(const Connection& connection, std::optional<CoderId> coder, Counted& counted)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT code, sum(memos) FROM (SELECT target AS code, count(*) AS memos FROM memo "
                           "WHERE target_kind = 'code' AND (?1 IS NULL OR coder = ?1) GROUP BY target UNION "
                           "ALL SELECT coding.code, count(*) FROM memo JOIN coding ON coding.id = "
                           "memo.target WHERE memo.target_kind = 'coding' AND (?1 IS NULL OR memo.coder = "
                           "?1) GROUP BY coding.code) GROUP BY code"));
    select.bind(1, coder);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        counted.memos.insert(select.id<CodeId>(0), select.integer(1));
    }
}

void addInside(CodeDensity& density, const Counted& counted, const QSet<CodeId>& inside)
{
    QSet<qint64> dialogues;
    for (const CodeId code : inside) {
        density.incidents += counted.incidents.value(code);
        density.memos += counted.memos.value(code);
        dialogues |= counted.dialogues.value(code);
    }
    density.dialogues = dialogues.size();
}

void addTheory(CodeDensity& density, const Theory& theory)
{
    for (const CodeProperty& property : theory.properties) {
        if (property.code != density.code)
            continue;
        ++density.properties;
        density.dimensions += property.low.isEmpty() && property.high.isEmpty() ? 0 : 1;
    }
    for (const CodeRelation& relation : theory.relations)
        density.relations += relation.source == density.code || relation.target == density.code ? 1 : 0;
}

} // namespace

Result<QList<CodeDensity>> codeDensities(const Connection& connection, std::optional<CoderId> coder)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(const Theory theory, readTheory(connection));
    Counted counted;
    ANTIPHON_TRY(countIncidents(connection, coder, counted));
    ANTIPHON_TRY(countMemos(connection, coder, counted));
    const QSet<CodeId> related = theory.core ? relatedTo(theory.relations, *theory.core) : QSet<CodeId>();
    QSet<CodeId> parents;
    for (const Code& code : codes)
        parents.insert(code.parent);
    QList<CodeDensity> densities;
    for (const Code& code : codes) {
        CodeDensity density;
        density.code = code.id;
        addInside(density, counted,
                  parents.contains(code.id) ? codesIn(codes, code.id) : QSet<CodeId>{code.id});
        addTheory(density, theory);
        density.relatesToCore = related.contains(code.id);
        densities << density;
    }
    return densities;
}

Result<QHash<CodeId, qint64>> incidentsToTell(const Connection& connection)
{
    QHash<CodeId, qint64> incidents;
    ANTIPHON_TRY_ASSIGN(const auto blind, soleCoder(connection));
    if (blind)
        return incidents;
    ANTIPHON_TRY_ASSIGN(const QList<CodeDensity> densities, codeDensities(connection, std::nullopt));
    for (const CodeDensity& density : densities)
        incidents.insert(density.code, density.incidents);
    return incidents;
}

Result<ThinRule> thinRule(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT value FROM setting WHERE name = 'thin'"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    ThinRule rule;
    if (!found)
        return rule;
    const QJsonObject stored = QJsonDocument::fromJson(select.text(0).toUtf8()).object();
    rule.incidents = stored[QLatin1String("incidents")].toInt(rule.incidents);
    rule.dialogues = stored[QLatin1String("dialogues")].toInt(rule.dialogues);
    rule.needsProperty = stored[QLatin1String("property")].toBool(rule.needsProperty);
    rule.needsCore = stored[QLatin1String("core")].toBool(rule.needsCore);
    return rule;
}

Result<void> setThinRule(const Connection& connection, const ThinRule& rule)
{
    const QJsonObject stored{{QStringLiteral("incidents"), rule.incidents},
                             {QStringLiteral("dialogues"), rule.dialogues},
                             {QStringLiteral("property"), rule.needsProperty},
                             {QStringLiteral("core"), rule.needsCore}};
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO setting (name, value) VALUES ('thin', ?) ON CONFLICT "
                                           "(name) DO UPDATE SET value = excluded.value"));
    return upsert.bind(1, QString::fromUtf8(QJsonDocument(stored).toJson(QJsonDocument::Compact))).run();
}

} // namespace antiphon
