#include "core/merge/mergerows.h"

#include <QSet>

namespace antiphon {

namespace {

// What a row tells of its making and its place on the screen. Two people can not disagree about it: where
// both changed it, mine stays without a word.
bool isIncidental(const QString& column)
{
    static const QSet<QString> columns{
        QStringLiteral("created_at"),  QStringLiteral("changed_at"),
        QStringLiteral("origin"),      QStringLiteral("origin_detail"),
        QStringLiteral("confidence"),  QStringLiteral("position"),
        QStringLiteral("colour"),      QStringLiteral("shortcut"),
        QStringLiteral("finished_at"), QStringLiteral("decided_at"),
        QStringLiteral("was_blind"),   QStringLiteral("x"),
        QStringLiteral("y"),
    };
    return columns.contains(column);
}

// Two of a name are two where what they are is fixed for good: both stay, and the other's takes another name.
std::optional<std::size_t> nameOfItsOwn(const MergeTable& table)
{
    static const QHash<QString, QString> columns{
        {QStringLiteral("packet"), QStringLiteral("rater")},
        {QStringLiteral("taxonomy_version"), QStringLiteral("name")},
        {QStringLiteral("coding_round"), QStringLiteral("name")},
    };
    return table.column(columns.value(table.name));
}

bool isChanged(const RowThen& then, std::size_t column, const Value& now)
{
    if (!then.existed)
        return true;
    return column < then.cells.size() && then.cells[column] && *then.cells[column] != now;
}

bool isChanged(const RowThen& then, const Row& now)
{
    for (std::size_t column = 0; column < now.size(); ++column) {
        if (isChanged(then, column, now[column]))
            return true;
    }
    return false;
}

Value valueThen(const RowThen& then, std::size_t column, const Value& now)
{
    return column < then.cells.size() && then.cells[column] ? *then.cells[column] : now;
}

// The row in a list of touched rows; nothing where it was not touched.
const RowThen* find(const Touched& touched, const QString& table, const Row& key)
{
    const auto rows = touched.constFind(table);
    if (rows == touched.constEnd())
        return nullptr;
    const auto row = rows->find(key);
    return row == rows->end() ? nullptr : &row->second;
}

// What a cell was then; nothing where its row was not there.
std::optional<Value> cellThen(const RowThen* then, std::size_t column, const Value& now)
{
    if (then && !then->existed)
        return std::nullopt;
    return then ? valueThen(*then, column, now) : now;
}

QString textOf(const Value& value)
{
    const auto* text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

} // namespace

Result<void> MergeRows::run(MergeReport& report)
{
    m_report = &report;
    ANTIPHON_TRY(open());
    ANTIPHON_TRY(readAliases());
    qint64 count = 0;
    for (const TouchedRows& touched : m_bases.theirs)
        count += static_cast<qint64>(touched.size());
    m_watch.begin(count, QStringLiteral("rows"));
    for (const MergeTable& table : m_schema.recorded) {
        MergeTableRows& rows = m_tables.at(table.name);
        ANTIPHON_TRY(findAlike(rows));
        const TouchedRows touched = m_bases.theirs.value(table.name);
        for (const auto& [key, then] : touched) {
            ANTIPHON_TRY(m_watch.step());
            ANTIPHON_TRY(mergeRow(rows, key, then));
        }
    }
    return removeRows();
}

Result<void> MergeRows::open()
{
    for (const MergeTable& table : m_schema.recorded) {
        ANTIPHON_TRY_ASSIGN(auto rows, MergeTableRows::open(m_connection, table, m_schema));
        m_tables.emplace(table.name, std::move(rows));
    }
    return {};
}

Result<void> MergeRows::readAliases()
{
    ANTIPHON_TRY_ASSIGN(auto select, m_connection.prepare("SELECT theirs, mine FROM main.merge_alias"));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        m_alias.insert(select.blob(0), select.blob(1));
    }
}

// Rows that both made for the same fact, before any row is merged: rows may point to later ones of their
// table.
Result<void> MergeRows::findAlike(MergeTableRows& rows)
{
    const MergeTable& table = rows.table();
    if (table.uniques.empty() || table.key.size() != 1 || nameOfItsOwn(table))
        return {};
    ANTIPHON_TRY_ASSIGN(auto keep, m_connection.prepare("INSERT INTO main.merge_alias (theirs, mine) VALUES "
                                                        "(?, ?)"));
    const TouchedRows touched = m_bases.theirs.value(table.name);
    for (const auto& [key, then] : touched) {
        ANTIPHON_TRY_ASSIGN(const auto theirs, rows.theirs(key));
        const auto* id = std::get_if<QByteArray>(&key.front());
        if (then.existed || !theirs || !id || m_alias.contains(*id))
            continue;
        ANTIPHON_TRY_ASSIGN(const auto same, rows.mine(key));
        if (same)
            continue;
        ANTIPHON_TRY_ASSIGN(const auto rival, remainingRival(rows, mapped(*theirs)));
        if (!rival)
            continue;
        const QByteArray mine = std::get<QByteArray>(rival->key.front());
        m_alias.insert(*id, mine);
        m_standsForTheirs.insert(mine);
        ANTIPHON_TRY(keep.reset().bind(1, *id).bind(2, mine).run());
        ++m_report->alike;
    }
    return {};
}

// The row that keeps `row` out. Where they took that one off to make theirs, it goes first.
Result<std::optional<MergeTableRows::Rival>> MergeRows::remainingRival(MergeTableRows& rows, const Row& row)
{
    ANTIPHON_TRY_ASSIGN(auto rival, rows.rival(row));
    const RowThen* then = rival ? find(m_bases.theirs, rows.table().name, rival->key) : nullptr;
    if (!then || !then->existed)
        return rival;
    ANTIPHON_TRY_ASSIGN(const auto theirs, rows.theirs(rival->key));
    if (theirs)
        return rival;
    ANTIPHON_TRY_ASSIGN(const bool removed, removeIfUnchanged(rows, rival->key, mapped(*then)));
    return removed ? rows.rival(row) : Result<std::optional<MergeTableRows::Rival>>(rival);
}

Result<void> MergeRows::mergeRow(MergeTableRows& rows, const Row& theirKey, const RowThen& theirThen)
{
    ANTIPHON_TRY_ASSIGN(auto theirs, rows.theirs(theirKey));
    const Row key = mapped(theirKey);
    const QString& table = rows.table().name;
    const RowThen then = mapped(theirThen);
    ANTIPHON_TRY_ASSIGN(const auto mine, rows.mine(key));
    if (theirs)
        return mine ? bothHave(rows, mapped(*theirs), *mine, then) : onlyTheirs(rows, mapped(*theirs), then);
    // They removed it: the common one, or the one that they had from here. One that was made here since
    // stays.
    const RowThen* after = find(m_bases.theirsAfter, table, theirKey);
    const RowThen* before = find(m_bases.mine, table, key);
    const auto* id = std::get_if<QByteArray>(&key.front());
    if (!mine || (before && !before->existed) || (id && m_standsForTheirs.contains(*id)))
        return {};
    if (after && after->existed)
        m_removals[table].push_back({key, mapped(*after)});
    else if (then.existed)
        m_removals[table].push_back({key, then});
    return {};
}

Result<void> MergeRows::onlyTheirs(MergeTableRows& rows, const Row& row, const RowThen& then)
{
    const MergeTable& table = rows.table();
    // An owner row whose bulk rows were not copied is no one's business here.
    if (!workingState(table.name).isEmpty())
        return {};
    // Where it was removed here, it comes back only for what they changed since.
    const Row key = table.keyOf(row);
    const RowThen* before = find(m_bases.mine, table.name, key);
    const RowThen* after = find(m_bases.theirsAfter, table.name, key);
    if (before && before->existed)
        return after && isChanged(*after, row) ? bringBack(rows, row) : Result<void>();
    if (then.existed)
        return isChanged(then, row) ? bringBack(rows, row) : Result<void>();
    return add(rows, row);
}

// Mine stays where they did not change it, or have it from here; theirs is taken where mine is what they had,
// or what both had at their last merge.
MergeRows::Verdict MergeRows::verdict(const MergeTable& table, std::size_t column, const Row& row,
                                      const Row& mine, const RowThen& then) const
{
    const Value& theirs = row[column];
    const Value& here = mine[column];
    const Row key = table.keyOf(mine);
    if (!isChanged(then, column, theirs))
        return Verdict::Keep;
    if (cellThen(&then, column, theirs) == here)
        return Verdict::Take;
    const auto before = cellThen(find(m_bases.mine, table.name, key), column, here);
    if (before == theirs)
        return Verdict::Keep;
    const auto after = cellThen(find(m_bases.theirsAfter, table.name, key), column, theirs);
    return before == here && after == before ? Verdict::Take : Verdict::Conflict;
}

Result<void> MergeRows::bothHave(MergeTableRows& rows, const Row& row, const Row& mine, const RowThen& then)
{
    const MergeTable& table = rows.table();
    const bool publish = wasPublished(table, mine, then);
    Row next = mine;
    std::vector<std::size_t> taken;
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (row[column] == mine[column])
            continue;
        const QString name = table.columns.at(static_cast<qsizetype>(column));
        const Verdict found = publish ? Verdict::Take : verdict(table, column, row, mine, then);
        const bool later = name == QLatin1String("changed_at") && row[column] > mine[column];
        if (found == Verdict::Take || (found == Verdict::Conflict && later)) {
            next[column] = row[column];
            taken.push_back(column);
        } else if (found == Verdict::Conflict && !isIncidental(name))
            ANTIPHON_TRY(keepConflict(rows, mine, name, valueText(mine[column]), valueText(row[column])));
    }
    return taken.empty() ? Result<void>() : takeColumns(rows, mine, std::move(next), std::move(taken), row);
}

Result<void> MergeRows::takeColumns(MergeTableRows& rows, const Row& mine, Row next,
                                    std::vector<std::size_t> columns, const Row& row)
{
    // A name that another row of mine has can not be taken.
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const auto rival, rows.rival(next));
        if (!rival)
            break;
        const auto kept = std::remove_if(columns.begin(), columns.end(), [&rival](std::size_t column) {
            return std::find(rival->columns.begin(), rival->columns.end(), column) != rival->columns.end();
        });
        if (kept == columns.end())
            return fail(ErrorCode::Internal, rows.table().name);
        std::vector<std::size_t> dropped;
        for (const std::size_t column : rival->columns) {
            if (next[column] != mine[column])
                dropped.push_back(column);
            next[column] = mine[column];
        }
        columns.erase(kept, columns.end());
        for (const std::size_t column : dropped)
            ANTIPHON_TRY(keepConflict(rows, mine, rows.table().columns.at(static_cast<qsizetype>(column)),
                                      valueText(mine[column]), valueText(row[column])));
    }
    if (columns.empty())
        return {};
    ANTIPHON_TRY(bringParents(rows.table(), next));
    const auto owners = m_copied.owners.find(rows.table().name);
    const bool isNew = owners != m_copied.owners.end() && owners->second.count(rows.table().keyOf(next)) > 0;
    MergeCounts& counts = m_report->tables[rows.table().name];
    ++(isNew ? counts.added : counts.changed);
    return rows.update(next, columns);
}

Result<void> MergeRows::add(MergeTableRows& rows, Row row)
{
    const MergeTable& table = rows.table();
    ANTIPHON_TRY(bringParents(table, row));
    ANTIPHON_TRY_ASSIGN(const auto rival, remainingRival(rows, row));
    if (const auto name = nameOfItsOwn(table); rival && name) {
        ANTIPHON_TRY(rename(rows, row, *name));
    } else if (rival) // of theirs, that became the same as another of theirs by what stands for them here
        return keepConflict(rows, row, QString(), QString(), rowText(row));
    ++m_report->tables[table.name].added;
    return rows.insert(row);
}

Result<void> MergeRows::rename(MergeTableRows& rows, Row& row, std::size_t name)
{
    for (bool taken = true; taken;) {
        row[name] = QStringLiteral("%1 (%2)").arg(textOf(row[name]), m_file);
        ANTIPHON_TRY_ASSIGN(const auto rival, rows.rival(row));
        taken = rival.has_value();
    }
    return keepConflict(rows, row, QString(), rowText(row), rowText(row));
}

Result<void> MergeRows::bringParents(const MergeTable& table, const Row& row)
{
    for (const auto& reference : table.references) {
        const Value& id = row[reference.column];
        const auto rows = m_tables.find(reference.table);
        if (std::holds_alternative<std::monostate>(id) || rows == m_tables.end())
            continue;
        ANTIPHON_TRY_ASSIGN(const auto here, rows->second.mine({id}));
        if (here)
            continue;
        ANTIPHON_TRY_ASSIGN(const auto theirs, rows->second.theirs({id}));
        const TouchedRows touched = m_bases.theirs.value(reference.table);
        const auto then = touched.find({id});
        const bool isNew = then != touched.end() && !then->second.existed;
        if (!theirs || !workingState(reference.table).isEmpty())
            return fail(ErrorCode::NotPossible, QStringLiteral("merging"),
                        QStringLiteral("a %1 of the other file hangs on a %2 that is gone here")
                            .arg(table.name, reference.table));
        const Row parent = mapped(*theirs);
        ANTIPHON_TRY(isNew ? add(rows->second, parent) : bringBack(rows->second, parent));
    }
    return {};
}

// A row that was removed here, and that the other changed or uses.
Result<void> MergeRows::bringBack(MergeTableRows& rows, const Row& row)
{
    ANTIPHON_TRY_ASSIGN(const auto rival, rows.rival(row));
    if (!rival)
        ANTIPHON_TRY(add(rows, row));
    return keepConflict(rows, row, QString(), QString(), rowText(row));
}

Result<void> MergeRows::removeRows()
{
    // Children go before their parents; where a table points to itself or a memo to a row, in rounds.
    for (bool goOn = true; std::exchange(goOn, false);) {
        for (auto table = m_schema.recorded.rbegin(); table != m_schema.recorded.rend(); ++table) {
            MergeTableRows& rows = m_tables.at(table->name);
            std::vector<Removal> left;
            for (const Removal& removal : m_removals[table->name]) {
                ANTIPHON_TRY_ASSIGN(const bool done, removeIfUnchanged(rows, removal.key, removal.then));
                goOn = goOn || done;
                if (!done)
                    left.push_back(removal);
            }
            m_removals[table->name] = std::move(left);
        }
    }
    for (const auto& [name, removals] : m_removals) {
        MergeTableRows& rows = m_tables.at(name);
        for (const Removal& removal : removals) {
            ANTIPHON_TRY_ASSIGN(const auto row, rows.mine(removal.key));
            if (row)
                ANTIPHON_TRY(keepConflict(rows, *row, QString(), rowText(*row), QString()));
        }
    }
    return {};
}

Result<bool> MergeRows::removeIfUnchanged(MergeTableRows& rows, const Row& key, const RowThen& then)
{
    ANTIPHON_TRY_ASSIGN(const auto row, rows.mine(key));
    if (!row)
        return true;
    const MergeTable& table = rows.table();
    const RowThen* before = find(m_bases.mine, table.name, key);
    for (std::size_t column = 0; column < row->size(); ++column) {
        const Value& now = (*row)[column];
        const bool differs =
            (before && isChanged(*before, column, now)) || valueThen(then, column, now) != now;
        if (differs && !isIncidental(table.columns.at(static_cast<qsizetype>(column))))
            return false;
    }
    ANTIPHON_TRY_ASSIGN(const bool used, rows.isUsed(key));
    if (used)
        return false;
    ++m_report->tables[table.name].removed;
    ANTIPHON_TRY(rows.remove(key));
    return true;
}

Row MergeRows::mapped(Row row) const
{
    if (m_alias.isEmpty())
        return row;
    for (Value& value : row) {
        if (auto* blob = std::get_if<QByteArray>(&value))
            *blob = m_alias.value(*blob, *blob);
    }
    return row;
}

RowThen MergeRows::mapped(RowThen then) const
{
    for (auto& cell : then.cells) {
        if (cell)
            cell = mapped(Row{*cell}).front();
    }
    return then;
}

// An owner row that the other published since, and that is still in its working state here.
bool MergeRows::wasPublished(const MergeTable& table, const Row& mine, const RowThen& then) const
{
    const auto state = table.column(QStringLiteral("state"));
    const QString working = workingState(table.name);
    if (working.isEmpty() || !state || mine[*state] != Value(working))
        return false;
    const auto owners = m_copied.owners.find(table.name);
    return (owners != m_copied.owners.end() && owners->second.count(table.keyOf(mine)) > 0) ||
           !then.existed || valueThen(then, *state, Value()) == Value(working);
}

} // namespace antiphon
