#include "core/coding/incidentstore.h"

#include "core/base/csvfile.h"

namespace antiphon {

namespace {

std::string orderSql(const IncidentQuery& query)
{
    const std::string way = query.isDescending ? " DESC" : "";
    switch (query.order) {
    case IncidentOrder::Text:
        return "coalesce(turn.text, '') COLLATE NOCASE" + way + ", coding.id";
    case IncidentOrder::Made:
        return "coding.created_at" + way + ", coding.id" + way;
    case IncidentOrder::Place:
        break;
    }
    return "source.name" + way + ", dialogue.ordinal" + way + ", coalesce(turn.position, -1)" + way +
           ", coding.span_begin" + way + ", coding.id";
}

// The typed text as a pattern of LIKE.
QString patternOf(const QString& typed)
{
    QString pattern = typed.simplified();
    for (const QChar special : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        pattern.replace(special, QString(u'\\') + special);
    return u'%' + pattern + u'%';
}

IncidentRow incidentOf(const Statement& row)
{
    IncidentRow incident;
    incident.id = row.id<CodingId>(0);
    incident.target.dialogue = row.id<DialogueId>(1);
    incident.place.dialogue = incident.target.dialogue;
    const QString text = row.text(9);
    incident.words = text;
    if (!row.isNull(2)) {
        incident.target.turn = row.id<TurnId>(2);
        incident.place = {row.id<TurnId>(2), incident.target.dialogue, static_cast<int>(row.integer(6)),
                          row.integer(7) == 0 ? Role::User : Role::System};
    }
    if (row.integer(3) >= 0) {
        incident.target.span = TextSpan{row.integer(3), row.integer(4)};
        incident.words = spanText(text, *incident.target.span);
    }
    incident.target.exchange = row.integer(5) != 0;
    incident.source = row.text(8);
    incident.dialogue = row.text(10);
    incident.before = row.text(11);
    incident.after = row.text(12);
    incident.origin = originFromWord(row.text(13)).value_or(CodingOrigin::Person);
    incident.madeAt = row.integer(14);
    return incident;
}

} // namespace

Result<QList<CodingId>> incidentIds(const Connection& connection, const IncidentQuery& query)
{
    const std::string order = orderSql(query);
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare(
                         "SELECT coding.id FROM coding JOIN ready_dialogue AS dialogue ON dialogue.id = "
                         "coding.dialogue JOIN source ON source.id = dialogue.source LEFT JOIN turn ON "
                         "turn.id = coding.turn WHERE coding.code = ?1 AND coding.coder = ?2 AND (?3 = '' OR "
                         "turn.text LIKE ?3 ESCAPE '\\' OR dialogue.external_id LIKE ?3 ESCAPE '\\') ORDER "
                         "BY " +
                         order));
    const bool isFiltered = !query.typed.simplified().isEmpty();
    select.bind(1, query.code).bind(2, query.coder).bind(3, isFiltered ? patternOf(query.typed) : QString());
    QList<CodingId> ids;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return ids;
        ids << select.id<CodingId>(0);
    }
}

Result<QList<IncidentRow>> readIncidentRows(const Connection& connection, const QList<CodingId>& ids)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT coding.id, coding.dialogue, coding.turn, coding.span_begin, coding.span_end, "
            "coding.exchange, turn.position, turn.role, source.name, turn.text, dialogue.external_id, "
            "(SELECT "
            "text FROM turn AS near WHERE near.dialogue = turn.dialogue AND near.position = turn.position - "
            "1), (SELECT text FROM turn AS near WHERE near.dialogue = turn.dialogue AND near.position = "
            "turn.position + 1), coding.origin, coding.created_at FROM coding JOIN dialogue ON dialogue.id = "
            "coding.dialogue JOIN source ON source.id = dialogue.source LEFT JOIN turn ON turn.id = "
            "coding.turn WHERE coding.id = ?"));
    QList<IncidentRow> incidents;
    for (const CodingId id : ids) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.reset().bind(1, id).step());
        if (found)
            incidents << incidentOf(select);
    }
    return incidents;
}

QByteArray incidentCsv(const QList<IncidentRow>& incidents)
{
    QStringList header;
    for (const char* name :
         {"source", "dialogue", "turn", "role", "target", "words", "before", "after", "origin"})
        header << QLatin1String(name);
    QByteArray csv = csvLine(header);
    for (const IncidentRow& incident : incidents) {
        const bool isOnTurn = incident.target.turn.has_value();
        csv +=
            csvLine({incident.source, incident.dialogue,
                     isOnTurn ? QString::number(incident.place.position + 1) : QString(),
                     isOnTurn ? roleWord(incident.place.role) : QString(), targetWord(incident.target.kind()),
                     incident.words, incident.before, incident.after, originWord(incident.origin)});
    }
    return csv;
}

Result<CodeUse> readCodeUse(const Connection& connection, CodeId code, CoderId coder, int others)
{
    CodeUse use;
    ANTIPHON_TRY_ASSIGN(auto count,
                        connection.prepare("SELECT count(*), count(DISTINCT coding.turn), count(DISTINCT "
                                           "coding.dialogue) FROM coding JOIN ready_dialogue ON "
                                           "ready_dialogue.id = coding.dialogue WHERE coding.code = ? AND "
                                           "coding.coder = ?"));
    ANTIPHON_TRY(count.bind(1, code).bind(2, coder).step());
    use.codings = count.integer(0);
    use.turns = count.integer(1);
    use.dialogues = count.integer(2);
    ANTIPHON_TRY_ASSIGN(
        auto with, connection.prepare("SELECT other.code, count(DISTINCT other.turn) AS turns FROM coding "
                                      "AS mine JOIN ready_dialogue ON ready_dialogue.id = mine.dialogue "
                                      "JOIN coding AS other ON other.turn = mine.turn AND other.coder = "
                                      "mine.coder AND other.code <> mine.code WHERE mine.code = ?1 AND "
                                      "mine.coder = ?2 GROUP BY other.code ORDER BY turns DESC, "
                                      "other.code LIMIT ?3"));
    with.bind(1, code).bind(2, coder).bind(3, others);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, with.step());
        if (!more)
            return use;
        use.with.append({with.id<CodeId>(0), with.integer(1)});
    }
}

} // namespace antiphon
