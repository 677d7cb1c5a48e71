// A hundred plans of a cascade as small cards; what stands out says why.
#pragma once

#include "core/cascade/contactsheet.h"
#include "ui/shell/workspace.h"

#include <QAbstractListModel>

class QListView;

namespace antiphon {

class BusyBar;
class ChipBar;
class SectionHeader;

class ContactSheetModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setSheet(ContactSheet sheet);
    const ContactSheet& sheet() const { return m_sheet; }
    int longest() const { return m_longest; }            // turns
    double largestPool() const { return m_largestPool; } // its log10
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    ContactSheet m_sheet;
    int m_longest = 1;
    double m_largestPool = 1;
};

class ContactSheetView : public QWidget
{
    Q_OBJECT
public:
    static constexpr int plansOfASheet = 100;
    ContactSheetView(const WorkspaceContext& context, QWidget* parent);
    ~ContactSheetView() override;

    // The sheet that has `seed` in it (1 to 100, 101 to 200, ...), drawn anew only where it is another one.
    void setCascade(std::shared_ptr<const CatalogueIndex> index, const FilterState& state, quint64 seed);
    ContactSheetModel* model() const { return m_model; }
    QListView* list() const { return m_list; }

Q_SIGNALS:
    void seedChosen(quint64 seed);
    void drawn();

private:
    void draw();
    void show(ContactSheet sheet);
    void markSeed();

    WorkspaceContext m_context;
    std::shared_ptr<const CatalogueIndex> m_index;
    FilterState m_state;
    quint64 m_seed = 0;
    quint64 m_first = 0; // of the sheet; 0: none was asked for
    CancelToken m_cancel;
    SectionHeader* m_header;
    ChipBar* m_legend;
    BusyBar* m_busy;
    ContactSheetModel* m_model;
    QListView* m_list;
};

} // namespace antiphon
