// Other names for the labels of a column: written in a table, or taken from a CSV of two columns.
#pragma once

#include "ui/panes/panecontext.h"

#include <QHash>
#include <QWidget>

namespace antiphon {

class RowTable;
class SectionHeader;

class AliasEditor : public QWidget
{
    Q_OBJECT
public:
    using Aliases = QHash<QString, QString>;
    AliasEditor(const PaneContext& context, QWidget* parent);
    void setAliases(const Aliases& aliases); // tells nothing
    const Aliases& aliases() const { return m_aliases; }

Q_SIGNALS:
    void edited();

private:
    void show();
    void takeRows();
    void load();
    PaneContext m_context;
    Aliases m_aliases;
    SectionHeader* m_header;
    RowTable* m_table;
};

} // namespace antiphon
