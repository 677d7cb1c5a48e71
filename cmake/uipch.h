// Precompiled for the window and its tests.
#include "corepch.h"

#include <QtGui>
#include <QtWidgets>
