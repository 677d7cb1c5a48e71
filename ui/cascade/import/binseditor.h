// Classes of numbers with their ranges: a ready-made list or one's own.
#pragma once

#include "core/catalogue/cataloguemap.h"

#include <QWidget>

class QComboBox;

namespace antiphon {

class RowTable;

class BinsEditor : public QWidget
{
    Q_OBJECT
public:
    explicit BinsEditor(QWidget* parent);
    void setBins(const QList<NumberBin>& bins); // tells nothing
    const QList<NumberBin>& bins() const { return m_bins; }

Q_SIGNALS:
    void edited();

private:
    void show();
    void takeRows();
    void choosePreset(int preset);
    QList<NumberBin> m_bins;
    QComboBox* m_preset;
    RowTable* m_table;
};

} // namespace antiphon
