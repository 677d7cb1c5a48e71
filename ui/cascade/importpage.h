// Import of a catalogue: the file's first rows and a map to correct.
#pragma once

#include "core/catalogue/catalogueimport.h"
#include "ui/shell/workspace.h"

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace antiphon {

class SectionHeader;

class ImportPage : public QWidget
{
    Q_OBJECT
public:
    ImportPage(const WorkspaceContext& context, QWidget* parent);
    // Reads the first rows of the file and guesses the map.
    void openFile(const QString& path);
    // The map as the table says.
    CatalogueMap map() const;
    void startImport();

Q_SIGNALS:
    void closed(); // imported or given up
    void previewed();

private:
    void show(const TablePreview& preview);
    void addRow(int row, const TablePreview& preview, const CatalogueMap& guess);
    void loadMap();
    void saveMap();
    void applyMap(const CatalogueMap& map);
    WorkspaceContext m_context;
    QString m_path;
    TablePreview m_preview;
    CatalogueMap m_guess; // carries bins, marks and aliases that the table does not show
    SectionHeader* m_header;
    QLineEdit* m_name;
    QTableWidget* m_table;
    QPushButton* m_import;
};

} // namespace antiphon
