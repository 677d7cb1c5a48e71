// Import of a catalogue: the file's columns and a map to correct, what it makes of the first rows, and the
// rows that were refused.
#pragma once

#include "core/catalogue/importpreview.h"
#include "ui/shell/workspace.h"

#include <QTimer>

class QLayout;
class QLineEdit;
class QPushButton;
class QStackedLayout;

namespace antiphon {

class BusyBar;
class ColumnPanel;
class ColumnTable;
class EmptyView;
class ImportFindings;
class JobLine;
class SectionHeader;

class ImportPage : public QWidget
{
    Q_OBJECT
public:
    enum class Stage { Choosing, Mapping, Running, Imported };
    ImportPage(const WorkspaceContext& context, QWidget* parent);
    void chooseFile(); // asks for one
    // Reads the first rows of the file and guesses the map; an import that runs keeps the page.
    void openFile(const QString& path);
    Stage stage() const { return m_stage; }
    CatalogueMap map() const;
    void applyMap(const CatalogueMap& map); // tells which of its columns the table lacks
    void loadMap();
    void saveMap();
    void startImport();
    void leave(); // stops an import that runs; otherwise closes
    ImportFindings& findings() const { return *m_findings; }
    ColumnTable& columns() const { return *m_columns; }

Q_SIGNALS:
    void closed();
    void imported(antiphon::CatalogueId catalogue);
    void foundOut(); // the findings speak of the map as it is

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makePage();
    QLayout* makeTop();
    QLayout* makeButtons();
    void connectParts();
    void setStage(Stage stage);
    void show(const TablePreview& preview);
    void refuseFile(const Error& error);
    void showColumn();
    void previewSoon();
    void preview();
    void showPreview(const Result<ImportPreview>& preview);
    void finish(const Result<CatalogueImport>& import);
    void seeWhetherItIsThere();
    WorkspaceContext m_context;
    Stage m_stage = Stage::Choosing;
    QString m_path;
    CatalogueId m_imported;
    CancelToken m_previewed; // the preview in hand
    QTimer m_previewTimer;   // one preview for several keys
    QStackedLayout* m_pages;
    EmptyView* m_empty;
    SectionHeader* m_header = nullptr; // made with the page
    QLineEdit* m_name = nullptr;
    QLineEdit* m_missing = nullptr;
    ColumnTable* m_columns = nullptr;
    ColumnPanel* m_column = nullptr;
    ImportFindings* m_findings = nullptr;
    BusyBar* m_busy = nullptr;
    JobLine* m_job = nullptr;
    QPushButton* m_close = nullptr;
    QPushButton* m_import = nullptr;
    QList<QWidget*> m_mapping; // what is changed before an import
};

} // namespace antiphon
