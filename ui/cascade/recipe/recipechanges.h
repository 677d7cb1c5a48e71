// What is different between the recipe in hand and a version, key by key.
#pragma once

#include <QWidget>

class QComboBox;

namespace antiphon {

class CalmTable;
class RecipeDesk;
class SectionHeader;
class TextTableModel;

class RecipeChanges : public QWidget
{
    Q_OBJECT
public:
    RecipeChanges(RecipeDesk& desk, QWidget* parent);
    QComboBox* against() const { return m_against; }
    CalmTable* table() const { return m_table; }

private:
    void listVersions();
    void show();
    RecipeDesk& m_desk;
    SectionHeader* m_header;
    QComboBox* m_against;
    CalmTable* m_table;
    TextTableModel* m_rows;
    bool m_isChosen = false; // by hand; else the version that the one in hand began from
};

} // namespace antiphon
