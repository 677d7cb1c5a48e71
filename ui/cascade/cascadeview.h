// The station's view: its pages under one strip, or what to do where there is no catalogue.
#pragma once

#include "ui/cascade/catalogueloader.h"

class QStackedLayout;
class QStackedWidget;

namespace antiphon {

class CataloguePage;
class DiagnosticsPage;
class ExplorePage;
class PlansPage;
class RecipePage;
class TabStrip;

class CascadeView : public QWidget
{
    Q_OBJECT
public:
    enum Page { Explore, Recipe, Plans, Diagnostics, Tracks };
    CascadeView(const WorkspaceContext& context, QWidget* parent);

    void showPage(Page page);
    Page page() const;
    ExplorePage& explore() const { return *m_explore; }
    RecipePage& recipe() const { return *m_recipe; }
    PlansPage& plans() const { return *m_plans; }
    DiagnosticsPage& diagnostics() const { return *m_diagnostics; }
    CataloguePage& tracks() const { return *m_tracks; }
    CatalogueLoader& loader() const { return *m_loader; }
    void importCatalogue(); // asks for a file
    void importFrom(const QString& path);
    void joinCatalogues();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override; // a table, to be imported

private:
    void refresh();
    void showImport();
    WorkspaceContext m_context;
    CatalogueLoader* m_loader;
    QStackedLayout* m_stack;
    TabStrip* m_tabs;
    QStackedWidget* m_pages;
    ExplorePage* m_explore;
    RecipePage* m_recipe;
    PlansPage* m_plans;
    DiagnosticsPage* m_diagnostics;
    CataloguePage* m_tracks;
    bool m_isImporting = false; // the first import: the pages show although there is no catalogue
};

} // namespace antiphon
