package example;

class TwoTest extends SharedCase {}
