// Catalogue: its tracks, searchable, and the import of another one.
#pragma once

#include "ui/cascade/catalogueloader.h"

class QComboBox;
class QStackedLayout;

namespace antiphon {

class CalmTable;
class ImportPage;
class SearchField;
class TextLabel;
class TrackPager;

class CataloguePage : public QWidget
{
    Q_OBJECT
public:
    CataloguePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);
    void importFile(); // asks for a file first
    void importFrom(const QString& path);
    void focusSearch();
    void removeCatalogue();
    ImportPage* importPage() const { return m_import; }

private:
    QWidget* makeList();
    void refresh();
    void ask();
    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QStackedLayout* m_pages;
    QComboBox* m_choice = nullptr;
    SearchField* m_search = nullptr;
    TextLabel* m_count = nullptr;
    TrackPager* m_tracks = nullptr;
    CalmTable* m_table = nullptr;
    ImportPage* m_import;
    QList<CatalogueId> m_listed;
};

} // namespace antiphon
