// The values of the tracks in sight, by type, with how many tracks have each.
#pragma once

#include "core/cascade/trackanswer.h"

#include <QListView>
#include <QSet>

namespace antiphon {

struct FacetRow
{
    enum class Kind { Heading, Value, More };
    Kind kind = Kind::Value;
    AttributeValue value;           // of a heading and of "more": the type alone
    quint32 count = 0;              // of "more": how many values are not shown
    double share = 0;               // of the tracks in sight
    std::optional<Sense> held = {}; // by the filters
    TypeFamily family = {};         // of a heading
};

// What the list shows of the facets: the values that the filters hold first, then those with most tracks; few
// of a type unless it is open, those with every word of `search` in type and value where there is one.
QList<FacetRow> facetRows(const CatalogueIndex& index, const std::vector<TypeFacet>& facets, quint64 pool,
                          const FilterState& state, const QString& search, const QSet<QString>& open);

class FacetModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setRows(QList<FacetRow> rows);
    const QList<FacetRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<FacetRow> m_rows;
};

// A click or Enter includes the value, with Shift excludes it; the same again takes the filter away.
class FacetList : public QListView
{
    Q_OBJECT
public:
    explicit FacetList(QWidget* parent = nullptr);
    FacetModel* facets() const { return m_model; }
    void setRows(QList<FacetRow> rows); // the same value stays current

Q_SIGNALS:
    void chosen(const antiphon::Filter& filter);
    void moreAsked(const QString& type);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void choose(const QModelIndex& index, Sense sense);
    FacetModel* m_model;
};

} // namespace antiphon
