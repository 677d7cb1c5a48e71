// Spellings of one value: "hip hop", "hip-hop" and "hiphop" say the same.
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace antiphon {

// One spelling of a value, as a person enters it.
struct Alias
{
    QString value; // as the catalogue has it, without its type
    QString alias; // how texts may spell it
    bool operator==(const Alias&) const = default;
};

// Groups of spellings; whoever looks for one of a group finds the others.
class AliasTable
{
public:
    // Of a file as resources/checks/aliases.json. Errors: WrongFormat; `name` is the subject.
    static Result<AliasTable> parse(const QByteArray& json, const QString& name);

    void add(const QStringList& spellings);
    // This table with a project's own rows in addition.
    AliasTable with(const QList<Alias>& own) const;
    // The other spellings of a folded text (see foldedText()), folded.
    QStringList othersOf(const QString& folded) const;
    // SHA-256 over all of it, hex: which table a check used.
    QString digest() const;

private:
    QHash<QString, QStringList> m_groups; // by each folded spelling: all of the group
};

// What ships with the program.
const AliasTable& shippedAliases();

} // namespace antiphon
