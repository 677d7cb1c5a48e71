// The map by which a table becomes a catalogue: which column is what.
#pragma once

#include "core/base/result.h"
#include "core/catalogue/tablereader.h"

#include <QHash>
#include <QList>

namespace antiphon {

enum class AttributeKind { Label, Number };

// A class of numbers with a name: "slow" for [0, 90).
struct NumberBin
{
    QString name;
    std::optional<double> from; // included; nothing: no lower end
    std::optional<double> to;   // excluded; nothing: no upper end
    bool operator==(const NumberBin&) const = default;
};

struct AttributeMap
{
    QString type;   // "genre"
    QString column; // "GENRE"
    AttributeKind kind = AttributeKind::Label;
    QString split;                   // separates several labels in a cell; empty: one label a cell
    QStringList missing;             // cells that mean "not known", besides the empty one
    QList<NumberBin> bins;           // numbers only: names that are attribute values beside the number
    QHash<QString, QString> aliases; // label in the file -> label in the catalogue
    bool operator==(const AttributeMap&) const = default;
};

// Column names; empty where the table has no such column. Only `id` is needed.
struct CatalogueMap
{
    QString id;
    QString title;
    QString artist;
    QString album;
    QList<AttributeMap> attributes;
    bool operator==(const CatalogueMap&) const = default;
};

// Reads {"id": "TRACK_ID", "title": null, "attributes": {"genre": {"column": "GENRE", "split": ","}, ...}};
// `subject` names the file in errors. Errors: WrongFormat (no JSON), InvalidValue (names the key).
Result<CatalogueMap> catalogueMapFromJson(const QByteArray& json, const QString& subject);
// The same form, indented, for files and the project.
QByteArray catalogueMapJson(const CatalogueMap& map);
// A map to begin with, guessed from the names of the columns and the cells of the preview. Attributes whose
// columns are not recognised are left out; `id` is empty when no column looks like one.
CatalogueMap guessCatalogueMap(const TablePreview& preview);

} // namespace antiphon
